// What holds alerts back, and what is shelved.

import {h, say, keep, keepEach, attribute} from '../dom.js';
import {plural} from '../format.js';
import {Panel} from '../panel.js';
import {at, until} from './words.js';

export class HeldBack {
  panel;
  #room;
  #sentence = h('p.sentence', {});
  #list = h('ul.causes', {});
  #hint = h('p.quiet.hint', {hidden: true});
  #calm = h('p.calm', {hidden: true}, h('b', {}, 'Nothing is held back'), h('span', {}, 'and nothing is shelved. Shelve an alert, a device or a rule to have nobody sent for it for a while.'));
  #doings = h('ul.doings', {});

  constructor(room) {
    this.#room = room;
    this.panel = new Panel(room.shell, 'heldback', 'Held back and shelved', 'alert_explain');
    this.panel.body.append(this.#sentence, this.#list, this.#calm, this.#hint, this.#doings);
  }

  show({causes}, acts) {
    const items = [...shelves(acts, causes), ...causes.filter((c) => !c.kind.startsWith('SHELVED') || !acts?.known || !shelvedBy(acts, c)).map(fromCause)];
    const alerts = causes.reduce((sum, c) => sum + c.alerts, 0);
    say(this.#sentence, causes.length ? `${plural(alerts, 'alert is', 'alerts are')} held back, by what stands here.` : 'Nothing is held back by what is shelved.');
    this.#sentence.hidden = !items.length;
    this.#calm.hidden = items.length > 0;
    this.#doings.hidden = !acts;
    keep(this.#doings, (acts?.newest ?? []).slice(0, DOINGS), () => h('li', {}), (li, act) => say(li, doing(act)));
    this.#hint.hidden = acts?.known !== false;
    say(this.#hint, 'Who shelved what until when lies in the topic of operators; the dashboard knows it when it is started with --bootstrap.');
    keepEach(this.#list, items.slice(0, MOST), (item) => item.key, () => h('li', {}, h('b', {}), h('span', {}), h('small', {}), h('button.small', {type: 'button'}, 'Unshelve')), (li, item) => this.#update(li, item));
  }

  /** How many lines of text it is high. */
  get lines() {
    return 1.5 + this.#list.children.length * 1.3 + this.#doings.children.length * 0.6 + (this.#hint.hidden ? 0 : 1.2);
  }

  #update(li, item) {
    const [n, words, more, button] = li.children;
    say(n, item.alerts ? String(item.alerts) : '–');
    attribute(n, 'title', item.alerts ? plural(item.alerts, 'alert') : 'holds no alert back now');
    say(words, item.words);
    attribute(words, 'title', item.words);
    say(more, item.more);
    button.hidden = !item.shelf;
    button.disabled = !this.#room.operator.open;
    button.onclick = () => this.#room.operator.unshelve(...item.shelf);
    li.classList.toggle('opens', Boolean(item.show));
    words.onclick = item.show ? () => this.#room.shell.show(...item.show) : null;
  }
}

const MOST = 10;
const DOINGS = 5;
const DONE = {ACK: 'acknowledged', SHELVE: 'shelved', UNSHELVE: 'unshelved'};

function doing({actor, at: t, action, target, id, until: end}) {
  return `${at(t)} ${actor} ${DONE[action]} the ${target} ${target === 'alert' ? id.slice(0, 8) : id}${end ? ` until ${until(end)}` : ''}`;
}

const WORDS = {device: 'Device', rule: 'Rule', alert: 'Alert'};

function shelvedBy(acts, cause) {
  const target = cause.kind.slice('SHELVED_'.length).toLowerCase();
  return acts.shelved.find((act) => act.target === target && act.id === cause.id);
}

function shelves(acts, causes) {
  return (acts?.shelved ?? []).map((act) => {
    const held = causes.find((c) => c.kind === `SHELVED_${act.target.toUpperCase()}` && c.id === act.id);
    return {
      key: `${act.target}:${act.id}`, alerts: held?.alerts ?? 0,
      words: `${WORDS[act.target]} ${act.target === 'alert' ? act.id.slice(0, 8) : act.id}`,
      more: `shelved until ${until(act.until)} by ${act.actor}, ${at(act.at)}`,
      shelf: [act.target, act.id], show: [act.target, act.id],
    };
  });
}

function fromCause(cause) {
  const key = `${cause.kind}:${cause.id}`;
  const since = `since ${at(cause.since)}`;
  switch (cause.kind) {
    case 'OVERRIDDEN_BY':
      return {key, alerts: cause.alerts, words: `Covered by ${cause.otherRule ?? 'another alert'} on ${cause.otherDevice ?? cause.device}`, more: `a more urgent alert, ${since}`, show: ['alert', cause.id]};
    case 'SAME_TYPE_SENT':
      return {key, alerts: cause.alerts, words: `Already sent for ${cause.otherRule ?? 'the same'} on ${cause.otherDevice ?? cause.device}`, more: `the same type of alert, ${since}`, show: ['alert', cause.id]};
    default: {
      const target = cause.kind.slice('SHELVED_'.length).toLowerCase();
      return {key, alerts: cause.alerts, words: `${WORDS[target] ?? cause.kind} ${cause.id}`, more: `shelved, ${since}`, shelf: [target, cause.id], show: [target, cause.id]};
    }
  }
}
