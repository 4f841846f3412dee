// The world by country: the darker, the more requests. States too small to see get a dot.
// Drawn as SVG once; an update only changes fills, which costs next to nothing.

import {h, svg, say, attribute} from '../dom.js';
import {count, percent} from '../format.js';
import {Panel} from '../panel.js';

// Equal Earth (Šavrič, Patterson, Jenny 2018): areas keep their proportion, the shape stays familiar.
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
const RADIANS = Math.PI / 180;

function project([longitude, latitude]) {
  const l = Math.asin(M * Math.sin(latitude * RADIANS));
  const l2 = l * l, l6 = l2 * l2 * l2;
  return [
    (longitude * RADIANS * Math.cos(l)) / (M * (A1 + 3 * A2 * l2 + l6 * (7 * A3 + 9 * A4 * l2))) / RADIANS,
    (-l * (A1 + A2 * l2 + l6 * (A3 + A4 * l2))) / RADIANS,
  ];
}

const STEPS = 6;
/** The part of the projected world that is shown: everything but the Antarctic. */
const [LEFT, TOP, WIDTH, HEIGHT] = [-153, -76, 306, 136];

export class WorldMap {
  panel;
  #shell;
  #shapes = new Map();
  #world = svg('svg.world', {viewBox: `${LEFT} ${TOP} ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true'});
  #tip = h('div.tip.over', {hidden: true}, h('b', {}), h('span', {}));
  #rows = new Map();
  #figure = null;

  constructor(shell) {
    this.#shell = shell;
    this.panel = new Panel(shell, 'map', 'Where from', 'traffic:country');
    this.panel.body.append(h('div.chart', {}, this.#world, this.#tip));
    this.#world.addEventListener('pointermove', (event) => this.#point(event));
    this.#world.addEventListener('pointerleave', () => (this.#tip.hidden = true));
    this.#world.addEventListener('click', ({target}) => this.#narrow(target.dataset.country));
    this.#load();
  }

  async #load() {
    const {features} = await fetch('/assets/map/world.json').then((r) => r.json());
    const dots = [];
    for (const {properties: {name, cp, small}, geometry} of features) {
      const shape = svg('path', {d: outline(geometry), 'data-country': name});
      this.#world.append(shape);
      // Some territories bear the code of the country they belong to.
      this.#shapes.set(name, [...(this.#shapes.get(name) ?? []), shape]);
      if (small) {
        const [cx, cy] = project(cp);
        dots.push([name, svg('circle', {cx, cy, r: 1.7, 'data-country': name})]);
      }
    }
    for (const [name, dot] of dots) {
      this.#world.append(dot);
      this.#shapes.get(name).push(dot);
    }
    if (this.#figure) this.show(this.#figure);
  }

  show(figure) {
    this.#figure = figure;
    const known = (figure.rows ?? []).filter((row) => row.value !== 'unknown');
    const from = figure.sample ? 'in the sample of the freshest requests' : `${count(known.length)} countries`;
    this.panel.caption(`requests by country, ${from}`);
    const top = Math.max(1, ...known.map((row) => row.requests));
    this.#rows = new Map(known.map((row) => [row.value, row]));
    for (const [name, shapes] of this.#shapes) {
      const row = this.#rows.get(name);
      for (const shape of shapes) attribute(shape, 'class', row ? `shade-${step(row.requests, top)}` : '');
    }
  }

  #point({target, offsetX, offsetY}) {
    const row = this.#rows.get(target.dataset.country);
    this.#tip.hidden = !row;
    if (!row) return;
    say(this.#tip.children[0], row.label);
    say(this.#tip.children[1], `${count(row.requests)} requests, ${percent(row.requests / this.#figure.total)}`);
    this.#tip.style.left = `${Math.min(offsetX + 14, this.#world.clientWidth - this.#tip.offsetWidth)}px`;
    this.#tip.style.top = `${Math.min(offsetY + 14, this.#world.clientHeight - this.#tip.offsetHeight)}px`;
  }

  #narrow(country) {
    const row = this.#rows.get(country);
    if (row) this.#shell.filterBy('country', country, row.label);
  }
}

function outline({coordinates}) {
  return coordinates.flat().map((ring) => `M${ring.map((point) => project(point).map((x) => x.toFixed(2)).join(' ')).join('L')}Z`).join('');
}

/** By powers: each shade stands for three times the requests of the one before. */
function step(requests, top) {
  return Math.max(1, STEPS - Math.floor(Math.log(top / Math.max(1, requests)) / Math.log(3)));
}
