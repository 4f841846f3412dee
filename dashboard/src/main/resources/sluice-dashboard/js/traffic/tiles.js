// The strip: six figures, each with its change against the usual.

import {h, svg, say, attribute} from '../dom.js';
import {bytesParts, compact, count, day, duration, latency, latencyParts, minute, NONE, percent, plural, rate, windowName} from '../format.js';
import {filled, lasted, settled} from '../chart.js';

const EVEN = 0.05;

export class Tiles {
  #strip = h('div.tiles', {});
  #than = h('p.than', {});
  element = h('div', {}, this.#strip, this.#than);
  #tiles = {};

  constructor(shell) {
    this.#add(shell, 'rate', 'Requests per second');
    this.#add(shell, 'visitors', 'Unique visitors');
    this.#add(shell, 'errors', 'Errors');
    this.#add(shell, 'latency', '95 % answered within');
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
    this.#strip.append(tile.button);
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
    const than = comparison(usual);
    say(this.#than, than.what);
    this.#say('rate', requests ? rate(now.requestsPerSecond) : NONE, '/s', `${count(requests)} in ${duration(view.to - view.from)}`,
      than.ratio(now.requestsPerSecond, usual.requestsPerSecond, (v) => `${rate(v)}/s`));
    const window = exact.granularity ? named(exact) : 'no window in this range';
    this.#say('visitors', count(exact.uniqueClients), '', window,
      than.ratio(exact.uniqueClients, usual.uniqueClients, (v) => compact(Math.round(v))));
    const errors = summary.errors4xx + summary.errors5xx;
    this.#say('errors', requests ? percent(errors / requests).replace(/\s?%/, '') : NONE, requests ? '%' : '',
      requests ? `4xx ${percent(summary.errors4xx / requests)} · 5xx ${percent(summary.errors5xx / requests)}` : '',
      than.points(requests ? errors / requests : null, usual.errorShare, 0.01));
    const [ms, unit] = latencyParts(exact.latencyP95Ms);
    this.#say('latency', ms, unit, exact.granularity ? `half within ${latency(exact.latencyP50Ms)} · ${exact.granularity === 'day' ? day(exact.from) : minute(exact.from)}` : '',
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
      rate: of((p) => p[at.requests] / lasted(p[0], view)), visitors: whole(of((p) => p[at.unique_clients]), view),
      errors: of((p) => (p[at.errors_4xx] + p[at.errors_5xx]) / (p[at.requests] || 1)), latency: of((p) => p[at.latency_p95_ms]),
      bots: of((p) => p[at.bots] / (p[at.requests] || 1)), bytes: of((p) => p[at.bytes] / lasted(p[0], view)),
    };
    for (const [name, line] of Object.entries(lines)) attribute(this.#tiles[name].line, 'd', path(line, view));
  }
}

/** Visitors of a window that is still open are too few. */
function whole(points, view) {
  return view.live && view.granularity !== 'second' ? points.slice(0, -1) : points;
}

/** The window a figure is of. */
function named({granularity, from, to, complete}) {
  switch (granularity) {
    case 'minute': return `${complete ? 'in' : 'so far in'} the minute of ${minute(from)}`;
    case 'hour': return `from ${minute(from)} to ${minute(to)}`;
    case 'day': return `on ${day(from)}`;
    default: return `in the ${windowName(granularity, from)}`;
  }
}

/** How a figure stands against what is usual; never invented where there is no history. */
export function comparison(usual) {
  const when = {hour: 'for this hour', day: 'for this time of day', week: 'for these days'}[usual.kind];
  const earlier = usual.kind === 'week' ? plural(usual.stretches, 'earlier stretch', 'earlier stretches') : plural(usual.stretches, 'earlier day');
  const none = {text: 'no earlier days yet', why: 'The usual is worked out from rows of earlier days at the same hour; there are none yet.'};
  const why = (text) => `Usual ${when}: ${text}, the median of ${earlier}`;
  return {
    what: usual.stretches
      ? `▲ ▼ against the usual ${when}: the median of ${earlier}.`
      : `The usual ${when} is not known yet: it is worked out from earlier days, and there are none.`,
    /** bad: the ratio from which more is a problem. */
    ratio(value, known, unit, bad = Infinity) {
      if (known === null || value === null || value === undefined) return none;
      if (known === 0) return {text: `usual is 0 ${when}`, why: why('0')};
      const change = value / known - 1;
      if (Math.abs(change) < EVEN) return {text: '● as usual', why: why(unit(known))};
      const size = change > 2 ? `${rate(value / known)} times` : `${Math.abs(change * 100).toFixed(0)}\u202f%`;
      return {text: `${change > 0 ? '▲' : '▼'} ${size}, usual ${unit(known)}`, why: why(unit(known)), bad: value / known >= bad};
    },
    /** bad: the difference from which more is a problem. */
    points(value, known, bad = Infinity) {
      if (known === null || value === null) return none;
      const change = value - known;
      if (Math.abs(change) < 0.005) return {text: '● as usual', why: why(percent(known))};
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
