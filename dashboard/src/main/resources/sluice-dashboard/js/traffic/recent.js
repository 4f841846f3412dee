// The freshest requests.

import {h, say, keep, attribute} from '../dom.js';
import {bytes, clock, full, latency, NONE} from '../format.js';
import {Panel} from '../panel.js';

const CALLERS = {
  desktop: 'Desktop', phone: 'Phone', tablet: 'Tablet', tv: 'TV', app: 'App', tool: 'Tool', bot: 'Bot', 'search-crawler': 'Search crawler', 'ai-crawler': 'AI crawler', attacker: 'Attacker', other: 'Other', unknown: 'Unknown',
};
const HEAD = ['Time', 'Where from', 'Caller', 'Request', 'Status', 'Took', 'Size', 'Address'];
const CLASSES = ['when', 'where', 'caller', 'request', 'status', 'number took', 'number size', 'address'];

export class Recent {
  panel;
  #body = h('tbody', {});
  #empty = h('p.empty', {hidden: true});
  #newest = 0;

  constructor(shell) {
    this.panel = new Panel(shell, 'recent', 'Freshest requests', 'recent_request');
    this.panel.body.append(
      h('div.scroll', {tabindex: '0'}, h('table.requests', {}, h('thead', {}, h('tr', {}, ...HEAD.map((c, i) => h('th', {scope: 'col', class: CLASSES[i]}, c)))), this.#body)),
      this.#empty);
  }

  show(figure, view) {
    const rows = (figure.rows ?? []).slice(0, 14);
    this.#empty.hidden = rows.length > 0;
    this.#body.parentElement.parentElement.hidden = !rows.length;
    say(this.#empty, figure.unavailable ? 'The sample of requests does not carry this dimension.' : view.live ? 'No request has come in yet in this range.' : 'The sample is kept for minutes only; choose a range that ends now.');
    this.panel.caption('a sample, newest first');
    keep(this.#body, rows, () => h('tr', {}, ...CLASSES.map((c) => h('td', {class: c}))), (tr, row) => this.#update(tr, row));
    this.#newest = Math.max(this.#newest, rows[0]?.ts ?? 0);
  }

  #update(tr, row) {
    const where = [row.city, row.country].filter(Boolean).join(', ') || 'Unknown';
    const status = row.status >= 500 ? 'bad' : row.status >= 400 ? 'warn' : 'well';
    const cells = [
      clock(row.ts), where, row.agent ? `${CALLERS[row.caller] ?? row.caller} · ${row.agent}` : CALLERS[row.caller] ?? row.caller ?? NONE,
      `${row.method ?? ''} ${row.vhost ?? ''}${row.path ?? ''}`.trim(), String(row.status ?? NONE), latency(row.latencyMs), row.bytes === null ? NONE : bytes(row.bytes), row.address ?? NONE,
    ];
    cells.forEach((text, i) => say(tr.children[i], text));
    attribute(tr.children[0], 'title', full(row.ts));
    attribute(tr.children[1], 'title', row.network ?? '');
    attribute(tr.children[3], 'title', cells[3]);
    attribute(tr.children[4], 'data-status', status);
    attribute(tr, 'data-caller', row.caller ?? '');
  }
}
