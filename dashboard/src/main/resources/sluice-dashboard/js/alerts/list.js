// The open alerts, the worst first: what, where, since when, what became of it, and what to do.

import {h, say, keepEach, attribute} from '../dom.js';
import {ago, count, full} from '../format.js';
import {Panel} from '../panel.js';
import {at, became, severityMark, severityWord, paintSeverity, stateOf} from './words.js';

const HEAD = ['Severity', 'Device', 'Alert', 'Open since', 'State', ''];
const CLASSES = ['sev', 'device', 'what', 'since', 'state', 'acts'];
const FEW = 15;

export class OpenAlerts {
  panel;
  #room;
  #body = h('tbody', {});
  #empty = h('p.empty', {hidden: true});
  #all = h('button.link', {type: 'button', hidden: true, onclick: () => this.#toggle()});
  #whole = false;
  #last = null;

  /** room: {shell, operator, shelf(target, id), said(alertId)} */
  constructor(room) {
    this.#room = room;
    this.panel = new Panel(room.shell, 'list', 'Open alerts', 'alert');
    this.panel.body.append(
      h('table.alerts', {}, h('thead', {}, h('tr', {}, ...HEAD.map((c, i) => h('th', {scope: 'col', class: CLASSES[i]}, c)))), this.#body),
      this.#empty, this.#all);
    if (!room.operator.open) this.panel.body.append(h('p.closed', {}, room.operator.why));
  }

  show(figure, open, view) {
    this.#last = [figure, open, view];
    const rows = this.#whole ? figure.rows : figure.rows.slice(0, FEW);
    const more = figure.rows.length > FEW;
    this.#empty.hidden = rows.length > 0;
    this.#body.parentElement.hidden = !rows.length;
    say(this.#empty, view.live ? 'No alert is open. New ones show here the moment they are raised.' : 'No alert was open then.');
    this.panel.caption(rows.length ? 'the worst first; Enter or a click tells why somebody was sent, or not' : '');
    this.#all.hidden = !more;
    const all = open?.alerts ?? figure.rows.length;
    say(this.#all, this.#whole ? 'Show fewer' : all > figure.rows.length ? `Show the worst ${count(figure.rows.length)} of ${count(all)}` : `Show all ${count(figure.rows.length)}`);
    keepEach(this.#body, rows, (row) => row.id, () => this.#make(), (tr, row) => this.#update(tr, row, view));
  }

  /** The next row, or the one before. */
  move(by) {
    const rows = [...this.#body.children];
    const here = rows.indexOf(document.activeElement?.closest('tr'));
    rows[Math.max(0, Math.min(rows.length - 1, here < 0 ? 0 : here + by))]?.focus();
  }

  /** The alert that somebody points at, for the keys. */
  pointedAt() {
    return document.activeElement?.closest('.alerts tbody tr')?.alert ?? null;
  }

  #toggle() {
    this.#whole = !this.#whole;
    if (this.#last) this.show(...this.#last);
  }

  #make() {
    const {shell, operator} = this.#room;
    const tell = () => shell.show('alert', tr.alert.id);
    const button = (name, onclick) => h('button.small', {type: 'button', title: operator.open ? null : operator.why, disabled: !operator.open, onclick}, name);
    const tr = h('tr', {tabindex: '0', onclick: (event) => event.target.closest('button') || tell(), onkeydown: (event) => event.key === 'Enter' && event.target === tr && tell()},
      h('td.sev', {}, severityMark(), h('span', {})),
      h('td.device', {}, h('button.link', {type: 'button', onclick: () => shell.show('device', tr.alert.device)}), h('small', {})),
      h('td.what', {}, h('span', {}), h('small', {})),
      h('td.since', {}, h('span', {}), h('small', {})),
      h('td.state', {}, h('i.tone', {'aria-hidden': 'true'}), h('span', {})),
      h('td.acts', {},
        button('Acknowledge', () => operator.acknowledge(tr.alert.id)),
        button('Shelve', () => this.#room.shelve(tr.alert))));
    return tr;
  }

  #update(tr, row, view) {
    tr.alert = row;
    const [severity, device, what, since, state, acts] = tr.children;
    paintSeverity(severity.firstChild, row.severity);
    say(severity.lastChild, severityWord(row.severity));
    say(device.firstChild, row.device);
    attribute(device.firstChild, 'title', `The timeline of ${row.device}`);
    say(device.lastChild, row.site === 'unknown' ? '' : row.site);
    say(what.firstChild, row.type);
    say(what.lastChild, row.rule);
    attribute(what, 'title', `${row.type}, rule ${row.rule} version ${row.version}`);
    say(since.firstChild, view.live ? ago(Math.max(0, Date.now() - row.openedAt)) : at(row.openedAt, view.to));
    say(since.lastChild, at(row.openedAt));
    attribute(since, 'title', full(row.openedAt));
    this.#state(state, row);
    const [acknowledge] = acts.children;
    acknowledge.hidden = row.step !== 'DISPATCHED' || Boolean(row.acknowledgedAt) || Boolean(this.#room.said(row.id));
  }

  #state(state, row) {
    const said = row.acknowledgedAt ? null : this.#room.said(row.id);
    const [words, tone] = said && row.step === 'DISPATCHED' ? [`Acknowledged by ${said.actor}, on its way to the job`, 'done'] : became(row, this.#room.shelf);
    attribute(state, 'data-tone', tone);
    attribute(state, 'data-state', stateOf(row, true, row.acknowledgedAt));
    say(state.lastChild, words);
    attribute(state, 'title', words);
  }
}
