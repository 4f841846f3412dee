// The pictures over time.

import {TimeChart, filled, highest, lasted, mean, settled, thinned, together} from '../chart.js';
import {compact, count, latency, percent, rate, windowName} from '../format.js';
import {h} from '../dom.js';
import {Panel} from '../panel.js';

/** What one point of a rate is. */
function perWindow(view) {
  if (view.granularity === 'second') return 'requests per second';
  const each = together(view);
  return `requests per second, mean of each ${each === 1 ? view.granularity : `${each} ${view.granularity}s`}`;
}

function chartIn(panel) {
  const place = h('div.chart', {'aria-hidden': 'true'});
  panel.body.append(place);
  return place;
}

const perSecond = (v) => `${rate(v)}/s`;

/** What value finds in each point, as a rate. */
const rates = (points, value, view) => thinned(points.map((p) => [p[0], value(p) / lasted(p[0], view)]), view, mean);

const sum = (points, column) => points.reduce((total, p) => total + p[column], 0);

/** Shares of the whole over time, piled up. */
class Pile {
  panel;
  #chart;
  #series;

  constructor(shell, name, title, kind, series) {
    this.panel = new Panel(shell, name, title, kind);
    this.#series = series;
    const place = chartIn(this.panel);
    this.#chart = new TimeChart(place, {series, stack: true, unit: perSecond, axis: (v) => `${compact(v)}/s`});
  }

  show(figure, view) {
    const points = settled(filled(figure.points, figure.granularity, figure.columns.length - 1), view);
    const at = this.#series.map((s) => s.columns.map((c) => figure.columns.indexOf(c)).filter((i) => i > 0));
    const value = (p, columns) => columns.reduce((total, i) => total + p[i], 0);
    this.#chart.update(at.map((columns) => rates(points, (p) => value(p, columns), view)), view);
    const totals = at.map((columns) => columns.reduce((total, i) => total + sum(points, i), 0));
    const all = totals.reduce((a, b) => a + b, 0);
    const names = this.#series.map((s, i) => (at[i].length && figure.columns.length < 5 ? figure.columns[at[i][0]] : s.name));
    this.panel.caption(perWindow(view));
    this.panel.legend(this.#series.flatMap((s, i) => (totals[i] || !s.rare ? at[i].length ? [{name: names[i], colour: s.colour, sign: s.sign, figure: all ? percent(totals[i] / all, totals[i] / all < 0.1 ? 1 : 0) : ''}] : [] : [])));
    this.panel.table('Requests in each window', ['Time', ...names], () => points.map((p) => [windowName(view.granularity, p[0]), ...at.map((c) => count(value(p, c)))]));
  }

  restyle() {
    this.#chart.restyle();
  }
}

export const statuses = (shell) => new Pile(shell, 'statuses', 'Status over time', 'traffic:status', [
  {name: '2xx', columns: ['2xx', '2xx and 3xx'], colour: 'series-main'},
  {name: '3xx', columns: ['3xx'], colour: 'series-soft'},
  {name: '4xx', columns: ['4xx'], colour: 'series-warn'},
  {name: '5xx', columns: ['5xx'], colour: 'series-bad'},
  {name: 'other', columns: ['other'], colour: 'series-grey', rare: true},
]);

export const callers = (shell) => new Pile(shell, 'callers', 'People, bots and AI crawlers', 'traffic:user_agent_class', [
  {name: 'People', columns: ['people', 'people and tools'], colour: 'series-main'},
  {name: 'Bots', columns: ['crawlers', 'bots and crawlers'], colour: 'series-grey'},
  {name: 'AI crawlers', columns: ['ai'], colour: 'series-dark'},
  {name: 'Attackers', columns: ['attackers'], colour: 'series-bad'},
  {name: 'Other', columns: ['other'], colour: 'series-pale'},
]);

/** The main picture. */
export class Requests {
  panel;
  #chart;

  constructor(shell) {
    this.panel = new Panel(shell, 'requests', 'Requests over time', 'traffic:all');
    this.#chart = new TimeChart(chartIn(this.panel), {
      series: [{name: 'Answered well', colour: 'series-main'}, {name: 'Client errors (4xx)', colour: 'series-warn'}, {name: 'Server errors (5xx)', colour: 'series-bad'}],
      stack: true, unit: perSecond, axis: (v) => `${compact(v)}/s`, mark: true, left: 52,
    });
  }

  show(timeline, summary, view) {
    const at = Object.fromEntries(timeline.columns.map((c, i) => [c, i]));
    const points = settled(filled(timeline.points, timeline.granularity, timeline.columns.length - 1), view);
    const parts = [(p) => p[at.requests] - p[at.errors_4xx] - p[at.errors_5xx], (p) => p[at.errors_4xx], (p) => p[at.errors_5xx]];
    this.#chart.update(parts.map((part) => rates(points, part, view)), view, summary?.usual?.requestsPerSecond ?? null);
    this.panel.caption(perWindow(view));
    const usual = summary?.usual?.requestsPerSecond ?? null;
    const [all, client, server] = ['requests', 'errors_4xx', 'errors_5xx'].map((c) => sum(timeline.points, at[c]));
    this.panel.legend([
      {name: 'answered well', colour: 'series-main', figure: count(all - client - server)},
      {name: '4xx', colour: 'series-warn', figure: count(client)},
      {name: '5xx', colour: 'series-bad', figure: count(server)},
      ...(usual === null ? [] : [{name: 'usual', colour: 'series-text', sign: 'dashed', figure: perSecond(usual)}]),
    ]);
    this.panel.table('Requests in each window', ['Time', 'Requests', '4xx', '5xx', 'Unique visitors'],
      () => points.map((p) => [windowName(view.granularity, p[0]), count(p[at.requests]), count(p[at.errors_4xx]), count(p[at.errors_5xx]), count(p[at.unique_clients])]));
  }

  restyle() {
    this.#chart.restyle();
  }
}

export class Latency {
  panel;
  #chart;

  constructor(shell) {
    this.panel = new Panel(shell, 'latencies', 'Latency', 'traffic:all');
    this.#chart = new TimeChart(chartIn(this.panel), {
      series: [
        {name: 'p99: 1 of 100 slower', colour: 'series-grey', width: 1.2, dashed: [2, 3]},
        {name: 'p95: 5 of 100 slower', colour: 'series-main', width: 1.8},
        {name: 'p50: half slower', colour: 'series-dark', width: 1.8, dashed: [6, 3]},
      ],
      unit: latency, axis: latency, left: 56,
    });
  }

  show(timeline, view) {
    const at = Object.fromEntries(timeline.columns.map((c, i) => [c, i]));
    const points = settled(timeline.points, view);
    const names = ['latency_p99_ms', 'latency_p95_ms', 'latency_p50_ms'];
    this.#chart.update(names.map((c) => thinned(points.map((p) => [p[0], p[at[c]]]), view, highest)), view);
    const known = points.filter((p) => p[at.latency_p95_ms] !== null);
    const last = known.length ? known[known.length - 1] : null;
    this.panel.caption(known.length || !points.length ? together(view) === 1 ? `of each ${view.granularity}` : `the highest of each ${together(view)} ${view.granularity}s` : 'the log lines carry no latency');
    this.panel.legend(last ? [
      {name: 'p50', colour: 'series-dark', sign: 'dashed', figure: latency(last[at.latency_p50_ms])},
      {name: 'p95', colour: 'series-main', sign: 'line', figure: latency(last[at.latency_p95_ms])},
      {name: 'p99', colour: 'series-grey', sign: 'dotted', figure: latency(last[at.latency_p99_ms])},
    ] : []);
    this.panel.table('Latency in each window', ['Time', 'p50', 'p95', 'p99'],
      () => points.map((p) => [windowName(view.granularity, p[0]), latency(p[at.latency_p50_ms]), latency(p[at.latency_p95_ms]), latency(p[at.latency_p99_ms])]));
  }

  restyle() {
    this.#chart.restyle();
  }
}
