// The strip: six figures, each with its change against the usual.

import {bytesParts, compact, count, day, duration, latency, latencyParts, minute, NONE, percent, rate, windowName} from '../format.js';
import {filled, lasted, settled} from '../chart.js';
import {comparison} from '../comparison.js';
import {Strip} from '../strip.js';

export class Tiles {
  #strip;
  element;

  constructor(shell) {
    const tile = (name, title) => ({name, title, rows: 'traffic:all', behind: 'Requests: the rows behind'});
    this.#strip = new Strip(shell, [
      tile('rate', 'Requests per second'), tile('visitors', 'Unique visitors'), tile('errors', 'Errors'),
      tile('latency', '95 % answered within'), tile('bots', 'Bots'), tile('bytes', 'Bytes out per second'),
    ]);
    this.element = this.#strip.element;
  }

  show(summary, view) {
    const {requests, exact, usual, rate: now} = summary;
    const than = comparison(usual);
    this.#strip.than(than.what);
    this.#strip.say('rate', requests ? rate(now.requestsPerSecond) : NONE, '/s', within(requests, summary.seenSeconds * 1000, view.to - view.from),
      than.ratio(now.requestsPerSecond, usual.requestsPerSecond, (v) => `${rate(v)}/s`));
    const window = exact.granularity ? named(exact) : 'no window in this range';
    this.#strip.say('visitors', count(exact.uniqueClients), '', window,
      than.ratio(exact.uniqueClients, usual.uniqueClients, (v) => compact(Math.round(v))));
    const errors = summary.errors4xx + summary.errors5xx;
    this.#strip.say('errors', requests ? percent(errors / requests).replace(/\s?%/, '') : NONE, requests ? '%' : '',
      requests ? `4xx ${percent(summary.errors4xx / requests)} · 5xx ${percent(summary.errors5xx / requests)}` : '',
      than.points(requests ? errors / requests : null, usual.errorShare, 0.01));
    const [ms, unit] = latencyParts(exact.latencyP95Ms);
    this.#strip.say('latency', ms, unit, exact.granularity ? `half within ${latency(exact.latencyP50Ms)} · ${exact.granularity === 'day' ? day(exact.from) : minute(exact.from)}` : '',
      than.ratio(exact.latencyP95Ms, usual.latencyP95Ms, latency, 1.3));
    this.#strip.say('bots', requests ? percent(summary.bots / requests).replace(/\s?%/, '') : NONE, requests ? '%' : '', requests ? `${count(summary.bots)} of the requests` : '',
      than.points(requests ? summary.bots / requests : null, usual.botShare));
    const [amount, size] = requests ? bytesParts(now.bytesPerSecond) : [NONE, ''];
    this.#strip.say('bytes', amount, size ? `${size}/s` : '', `${bytesParts(summary.bytes).join('\u202f')} in all`,
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
    for (const [name, line] of Object.entries(lines)) this.#strip.line(name, line, view);
  }
}

/** Where the site was not seen for a part of the range, the rate is of the rest. */
function within(requests, seen, asked) {
  return seen < 0.9 * asked ? `${count(requests)} in the ${duration(seen)} seen` : `${count(requests)} in ${duration(asked)}`;
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
