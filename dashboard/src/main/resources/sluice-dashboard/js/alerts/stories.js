// The sheet about one alert, or one device: why somebody was sent or not, and what happened when.

import {h} from '../dom.js';
import {full, plural} from '../format.js';
import {show} from '../sheet.js';
import {state, viewQuery} from '../state.js';
import {at, closing, MESSAGES, paintSeverity, parted, severityMark, severityWord, stateOf, stepWords, until, why} from './words.js';

const LANES = 10;
const MINUTE = 60000;
const DAY = 24 * 60 * MINUTE;

export class Stories {
  #room;
  #shown = '';
  #content = '';

  constructor(room) {
    this.#room = room;
  }

  /** kind: alert or device. Asks anew while it is open; what did not change is left as it is. */
  async open(kind, id) {
    const address = `/api/alerts/${kind}?${withId(id)}`;
    const key = `${kind}:${id}`;
    if (this.#shown !== key) {
      this.#content = '';
      show(kind === 'alert' ? 'Alert' : id, h('p.quiet', {}, 'Reading what is known …'));
    }
    this.#shown = key;
    const answer = await fetch(address).catch(() => null);
    const story = await answer?.json().catch(() => null);
    if (state.show !== key) return;
    if (!answer?.ok) {
      this.#content = '';
      show(kind === 'alert' ? 'Alert' : id, h('p', {}, story?.error ?? 'The dashboard server does not answer. It is asked again by itself.'));
      return;
    }
    const {view, ...rest} = story;
    const content = JSON.stringify([rest, this.#room.acts()]);
    if (content === this.#content) return;
    this.#content = content;
    if (kind === 'alert') this.#alert(story, id);
    else this.#device(story, id);
  }

  closed() {
    this.#shown = '';
  }

  #alert({alerts: [alert]}, id) {
    if (!alert) {
      show('Alert', h('p', {}, `There is no alert ${id}. Its rows may have been retired.`));
      return;
    }
    const {shell, operator, shelf} = this.#room;
    const open = alert.closedAt === null;
    const mark = severityMark();
    paintSeverity(mark, alert.severity);
    const acknowledged = alert.steps.find((s) => s.step === 'ACKNOWLEDGED');
    const sent = alert.steps.some((s) => s.step === 'DISPATCHED') && open;
    const said = this.#room.said(id);
    const waits = said && !acknowledged && sent ? ` Acknowledged by ${said.actor} at ${at(said.at)}, which the job has not counted yet.` : '';
    show(`${alert.type} on ${alert.device}`,
      h('div.story', {},
        h('p.why', {}, why(alert, shelf), waits),
        h('div.buttons.left', {},
          sent && !acknowledged && !said ? this.#button('Acknowledge', () => operator.acknowledge(id)) : null,
          open ? this.#button('Shelve', () => this.#room.shelve(alert)) : null,
          h('button.secondary', {type: 'button', onclick: () => shell.show('device', alert.device)}, `Timeline of ${alert.device}`),
          h('button.secondary', {type: 'button', onclick: () => shell.show('rule', alert.rule)}, `Rule ${alert.rule}`)),
        h('dl.facts', {},
          ...fact('Severity', h('span', {}, mark, ' ', severityWord(alert.severity))),
          ...fact('State', `${open ? 'Active' : 'Cleared'}, ${acknowledged ? 'acknowledged' : 'not acknowledged'}`, stateOf(alert, open, acknowledged)),
          ...fact('Site', alert.site),
          ...fact('Opened', `${at(alert.openedAt)}${alert.reason === 'LOG_OVERFLOW' ? '; the device said more than is remembered' : ''}`, full(alert.openedAt)),
          ...fact('By the events', alert.evidence.join(', ') || 'none: a deadline passed'),
          ...fact('Fault at', at(alert.faultAt), full(alert.faultAt)),
          ...fact('Closed', open ? null : `${at(alert.closedAt)}: ${closing(alert.closedReason)}`),
          ...fact('By', open ? null : alert.closedBy.join(', ')),
          ...fact('Version of the rule', String(alert.version)),
          ...fact('Alert', alert.id)),
        h('h3', {}, 'What happened'),
        timeline(entries([alert], shelf, this.#links(), false)),
        this.#room.operator.open ? null : h('p.closed', {}, operator.why)));
  }

  #device({alerts, device, most}, id) {
    const {shell, operator, shelf} = this.#room;
    const shelved = shelf('device', id);
    const open = alerts.filter((a) => a.closedAt === null).length;
    const facts = [device?.site && `site ${device.site}`, device?.level && `level ${device.level}`, device?.model && `model ${device.model}`, device?.version && `version ${device.version}`, device?.sla && `SLA ${device.sla}`].filter(Boolean).join(' · ');
    const acts = this.#room.acts().newest.filter((act) => act.target === 'device' && act.id === id);
    show(id,
      h('div.story', {},
        h('p.why', {}, alerts.length ? `${open ? `${plural(open, 'alert is', 'alerts are')} open` : 'Nothing is open'}; ${alerts.length === most ? `here are the newest ${most} of its alerts` : `${plural(alerts.length, 'alert is', 'alerts are')} known`}.` : 'No alert of this device is known.',
          shelved ? ` Shelved until ${until(shelved.until)} by ${shelved.actor}.` : ''),
        h('p.quiet', {}, facts || 'The table device says nothing about it.'),
        h('div.buttons.left', {},
          shelved ? this.#button('Unshelve', () => operator.unshelve('device', id)) : this.#button('Shelve the device', () => operator.shelve([['device', id, `the device ${id}`]])),
          h('button.secondary', {type: 'button', onclick: () => shell.filterBy('device', id, id, {show: null})}, 'Only this device')),
        alerts.length ? lanes(alerts, shell) : null,
        h('h3', {}, 'What happened'),
        timeline([...entries(alerts, shelf, this.#links(), true), ...acts.map(actEntry)]),
        operator.open ? null : h('p.closed', {}, operator.why)));
  }

  #links() {
    return (id) => this.#room.shell.show('alert', id);
  }

  #button(name, onclick) {
    const {operator} = this.#room;
    return h('button.primary', {type: 'button', disabled: !operator.open, title: operator.open ? null : operator.why, onclick}, name);
  }
}

function withId(id) {
  const query = viewQuery();
  query.set('id', id);
  return query;
}

const fact = (name, value, title) => (value === null || value === '' ? [] : [h('dt', {}, name), h('dd', {title: title ?? null}, value)]);

/** The last day of alerts, a lane for each type: bars from opening to closing, pale until somebody was sent. */
function lanes(alerts, shell) {
  const now = Date.now();
  const end = (a) => a.closedAt ?? now;
  const to = Math.max(...alerts.map(end));
  const from = Math.max(Math.min(...alerts.map((a) => a.openedAt), to - MINUTE), to - DAY);
  const part = (ms) => `${((ms / (to - from)) * 100).toFixed(2)}%`;
  const types = grouped(alerts.filter((a) => end(a) >= from));
  const bar = (alert) => {
    const begin = Math.max(from, alert.openedAt);
    const sent = alert.steps.find((s) => s.step === 'DISPATCHED');
    const full = h('i', {});
    full.style.width = sent ? `${((100 * Math.max(0, end(alert) - Math.max(begin, sent.at))) / Math.max(1, end(alert) - begin)).toFixed(1)}%` : '0';
    const stretch = h('button.stretch', {type: 'button', tabindex: '-1', title: `${alert.type}, ${at(alert.openedAt)} – ${alert.closedAt === null ? 'now' : at(alert.closedAt)}`, 'data-severity': alert.severity, onclick: () => shell.show('alert', alert.id)}, full);
    stretch.style.left = part(begin - from);
    stretch.style.width = `max(4px, ${part(end(alert) - begin)})`;
    return stretch;
  };
  const rows = [...types].slice(0, LANES).map(([type, each]) => h('li', {}, h('span', {title: type}, type), h('span.track', {}, ...each.map(bar))));
  return h('figure.lanes', {'aria-hidden': 'true'}, h('ul', {}, ...rows), h('figcaption', {}, h('span', {}, at(from)), h('em', {}, 'pale: open · full: somebody was sent'), h('span', {}, to >= now - 1000 ? 'now' : at(to))));
}

function grouped(alerts) {
  const types = new Map();
  for (const alert of alerts) types.set(alert.type, [...(types.get(alert.type) ?? []), alert]);
  return types;
}

/** many: of several alerts, so that each entry names its own. */
function entries(alerts, shelf, open, many) {
  return alerts.flatMap((alert) => {
    const about = many ? alert : null;
    const entry = (t, words, tone, detail) => ({t, words, tone, detail, about, open});
    const list = [entry(alert.openedAt, `${many ? alert.type : 'The alert'} opened`, 'open', alert.evidence.length ? `by ${alert.evidence.join(', ')}` : `a deadline of ${alert.rule} passed`)];
    if (alert.faultAt !== alert.openedAt) list.push(entry(alert.faultAt, 'The fault', 'event', alert.evidence[0] ?? ''));
    if (alert.closedAt !== null) list.push(entry(alert.closedAt, `${many ? alert.type : 'The alert'} closed: ${closing(alert.closedReason)}`, 'closed', alert.closedBy.length ? `by ${alert.closedBy.join(', ')}` : ''));
    for (const step of alert.steps) {
      const [words, tone] = stepWords(alert, step, shelf);
      list.push(entry(step.at, words, tone, step.causes.map(parted).filter(([kind]) => !kind.startsWith('SHELVED')).map(([, id]) => `alert ${id.slice(0, 8)}`).join(', ')));
    }
    for (const message of alert.messages.filter((m) => m.action === 'REMIND')) list.push(entry(message.at, MESSAGES.REMIND, 'sent', 'nobody had acknowledged it'));
    return list;
  });
}

function actEntry(act) {
  const words = {ACK: 'acknowledged its alerts', SHELVE: `shelved it until ${until(act.until ?? act.at)}`, UNSHELVE: 'unshelved it'};
  return {t: act.at, words: `${act.actor} ${words[act.action]}`, tone: 'act', detail: '', about: null};
}

/** The newest on top. */
function timeline(entries) {
  if (!entries.length) return h('p.empty', {}, 'Nothing yet.');
  return h('ol.timeline', {}, ...entries.map((e, i) => [e, i]).sort(([a, i], [b, j]) => b.t - a.t || j - i).map(([entry]) => {
    const mark = severityMark();
    if (entry.about) paintSeverity(mark, entry.about.severity);
    const line = h('li', {'data-tone': entry.tone},
      h('time', {title: full(entry.t)}, at(entry.t)), h('i.tone', {'aria-hidden': 'true'}),
      h('span', {}, entry.words, entry.detail ? h('small', {}, ` ${entry.detail}`) : null),
      entry.about ? h('button.link', {type: 'button', onclick: () => entry.open(entry.about.id)}, mark, entry.about.type) : null);
    return line;
  }));
}
