// The strip: six figures, each with its change against the usual.

import {h, svg, say, attribute} from '../dom.js';
import {bytesParts, compact, count, latency, latencyParts, NONE, percent, plural, rate, windowName} from '../format.js';
import {filled, lasted, settled} from '../chart.js';

const EVEN = 0.05;

export class Tiles {
  element = h('div.tiles', {});
  #tiles = {};

  constructor(shell) {
    this.#add(shell, 'rate', 'Requests per second');
    this.#add(shell, 'visitors', 'Unique visitors');
    this.#add(shell, 'errors', 'Errors');
    this.#add(shell, 'latency', 'Latency, 95 of 100 faster than');
    this.#add(shell, 'bots', 'Bots');
    this.#add(shell, 'bytes', 'Bytes out per second');
  }

  #add(shell, name, title) {
    const line = svg('path', {});
    const tile = {
      value: h('b', {}, NONE), unit: h('small', {}), detail: h('span.detail', {}), usual: h('span.usual', {}), line,
      button: h('button.tile', {type: 'button', id: `tile-${name}`, title: 'The rows behind', onclick: shell.rowsBehind('traffic:all', 'Requests: the rows behind')}),
    };
    tile.button.append(
      h('span.name', {}, title), h('span.figure', {}, tile.value, tile.unit), tile.usual, tile.detail,
      svg('svg.spark', {viewBox: '0 0 100 24', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, line));
    this.#tiles[name] = tile;
    this.element.append(tile.button);
  }

  #say(name, value, unit, detail, usual) {
    const tile = this.#tiles[name];
    say(tile.value, value);
    say(tile.unit, unit);
    say(tile.detail, detail);
    say(tile.usual, usual.text);
    attribute(tile.usual, 'data-bad', String(usual.bad ?? false));
    attribute(tile.usual, 'title', usual.why ?? '');
  }

  show(summary, view) {
    const {requests, exact, usual, rate: now} = summary;
    const than = comparison(usual, view);
    const per = now.overSeconds ? `over the last ${now.overSeconds} s` : 'mean of the range';
    this.#say('rate', requests ? rate(now.requestsPerSecond) : NONE, '/s', `${count(requests)} in all · ${per}`,
      than.ratio(now.requestsPerSecond, usual.requestsPerSecond, (v) => `${rate(v)}/s`));
    const window = exact.granularity ? `${exact.complete ? '' : 'so far '}in the ${exact.granularity} ${named(exact)}` : 'no window in this range';
    this.#say('visitors', count(exact.uniqueClients), '', window,
      than.ratio(exact.uniqueClients, usual.uniqueClients, (v) => compact(Math.round(v))));
    const errors = summary.errors4xx + summary.errors5xx;
    this.#say('errors', requests ? percent(errors / requests).replace(/\s?%/, '') : NONE, requests ? '%' : '',
      requests ? `4xx ${percent(summary.errors4xx / requests)} · 5xx ${percent(summary.errors5xx / requests)}` : '',
      than.points(requests ? errors / requests : null, usual.errorShare, 0.01));
    const [ms, unit] = latencyParts(exact.latencyP95Ms);
    this.#say('latency', ms, unit, exact.granularity ? `half under ${latency(exact.latencyP50Ms)} · ${exact.granularity} ${named(exact)}` : '',
      than.ratio(exact.latencyP95Ms, usual.latencyP95Ms, latency, 1.3));
    this.#say('bots', requests ? percent(summary.bots / requests).replace(/\s?%/, '') : NONE, requests ? '%' : '', requests ? `${count(summary.bots)} of the requests` : '',
      than.points(requests ? summary.bots / requests : null, usual.botShare));
    const [amount, size] = requests ? bytesParts(now.bytesPerSecond) : [NONE, ''];
    this.#say('bytes', amount, size ? `${size}/s` : '', `${bytesParts(summary.bytes).join('\u202f')} in all`,
      than.ratio(now.bytesPerSecond, usual.bytesPerSecond, (v) => `${bytesParts(v).join('\u202f')}/s`));
  }

  lines(timeline, view) {
    const points = settled(filled(timeline.points, timeline.granularity, timeline.columns.length - 1), view);
    const at = Object.fromEntries(timeline.columns.map((c, i) => [c, i]));
    const of = (f) => points.map((p) => [p[0], f(p)]);
    const lines = {
      rate: of((p) => p[at.requests] / lasted(p[0], view)), visitors: of((p) => p[at.unique_clients]),
      errors: of((p) => (p[at.errors_4xx] + p[at.errors_5xx]) / (p[at.requests] || 1)), latency: of((p) => p[at.latency_p95_ms]),
      bots: of((p) => p[at.bots] / (p[at.requests] || 1)), bytes: of((p) => p[at.bytes] / lasted(p[0], view)),
    };
    for (const [name, line] of Object.entries(lines)) attribute(this.#tiles[name].line, 'd', path(line, view));
  }
}

function named(exact) {
  return exact.granularity === 'minute' ? `of ${windowName('minute', exact.from)}` : `of ${windowName(exact.granularity, exact.from)}`;
}

/** How a figure stands against what is usual; never invented where there is no history. */
export function comparison(usual, view) {
  const when = {hour: 'for this hour', day: 'for this time of day', week: 'for these days'}[usual.kind];
  const earlier = usual.kind === 'week' ? plural(usual.stretches, 'earlier stretch', 'earlier stretches') : plural(usual.stretches, 'earlier day');
  const none = {text: `no history yet ${when}`, why: 'The usual is worked out from rows of earlier days at the same hour; there are none yet.'};
  const why = (text) => `Usual ${when}: ${text}, the median of ${earlier}`;
  return {
    /** bad: the ratio from which more is a problem. */
    ratio(value, known, unit, bad = Infinity) {
      if (known === null || value === null || value === undefined) return none;
      if (known === 0) return {text: `usual is 0 ${when}`, why: why('0')};
      const change = value / known - 1;
      const usualText = `usual ${unit(known)}`;
      if (Math.abs(change) < EVEN) return {text: `● as usual ${when}`, why: why(unit(known))};
      const size = change > 2 ? `${rate(value / known)} times the usual` : `${Math.abs(change * 100).toFixed(0)}\u202f% ${change > 0 ? 'above' : 'below'} usual`;
      return {text: `${change > 0 ? '▲' : '▼'} ${size} (${usualText.replace('usual ', '')})`, why: why(unit(known)), bad: value / known >= bad};
    },
    /** bad: the difference from which more is a problem. */
    points(value, known, bad = Infinity) {
      if (known === null || value === null) return none;
      const change = value - known;
      if (Math.abs(change) < 0.005) return {text: `● as usual ${when}`, why: why(percent(known))};
      return {text: `${change > 0 ? '▲' : '▼'} usual ${percent(known)}`, why: why(percent(known)), bad: change >= bad};
    },
  };
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
