// A strip of three to six figures, each a way to its rows.

import {h, svg, say, attribute} from './dom.js';
import {NONE} from './format.js';

export class Strip {
  #strip = h('div.tiles', {});
  #than = h('p.than', {});
  element = h('div', {}, this.#strip, this.#than);
  #tiles = {};

  /** tiles: [{name, title, rows, behind}]; rows: the rows behind, as sheet.js wants them, called behind; plain: without lines. */
  constructor(shell, tiles, plain = false) {
    if (plain) this.#strip.classList.add('plain');
    tiles.forEach((tile) => this.#add(shell, tile));
  }

  #add(shell, {name, title, rows, behind}) {
    const line = svg('path', {});
    const tile = {
      value: h('b', {}, NONE), unit: h('small', {}), detail: h('span.detail', {}), usual: h('span.usual', {}), line,
      button: h('button.tile', {type: 'button', id: `tile-${name}`, title: 'The rows behind', onclick: shell.rowsBehind(rows, behind)}),
    };
    tile.button.append(
      h('span.name', {}, title), h('span.figure', {}, tile.value, tile.unit), tile.usual, tile.detail,
      svg('svg.spark', {viewBox: '0 0 100 24', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, line));
    this.#tiles[name] = tile;
    this.#strip.append(tile.button);
  }

  /** beside: {text, bad, why}, how the figure stands or what belongs to it. */
  say(name, value, unit, detail, beside) {
    const tile = this.#tiles[name];
    say(tile.value, value);
    say(tile.unit, unit);
    say(tile.detail, detail);
    say(tile.usual, beside.text);
    attribute(tile.usual, 'data-bad', String(beside.bad ?? false));
    attribute(tile.usual, 'title', beside.why ?? '');
    attribute(tile.detail, 'title', detail);
  }

  /** What the figures are compared with. */
  than(text) {
    say(this.#than, text);
  }

  line(name, points, view) {
    attribute(this.#tiles[name].line, 'd', path(points, view));
  }
}

function path(points, view) {
  const known = points.filter(([, v]) => v !== null && Number.isFinite(v));
  if (known.length < 2) return '';
  const step = Math.max(1, Math.ceil(known.length / 60));
  const means = [];
  for (let i = 0; i < known.length; i += step) {
    const slice = known.slice(i, i + step);
    means.push([slice[0][0], slice.reduce((sum, [, v]) => sum + v, 0) / slice.length]);
  }
  const top = Math.max(...means.map(([, v]) => v)) || 1;
  return means.map(([t, v], i) => `${i ? 'L' : 'M'}${((t - view.from) / (view.to - view.from) * 100).toFixed(1)} ${(23 - (v / top) * 21).toFixed(1)}`).join('');
}
