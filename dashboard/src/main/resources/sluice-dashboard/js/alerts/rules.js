// The rules: what the job says of each, how often they hit, and a way to edit them.

import {h, say, keepEach, attribute} from '../dom.js';
import {compact, count, full, NONE, plural} from '../format.js';
import {Panel} from '../panel.js';
import {at} from './words.js';

const HEAD = ['Rule', 'Status', 'Version', 'In range', 'Ever', 'Last hit', ''];
const CLASSES = ['name', 'status', 'number version', 'number', 'number ever', 'last', 'acts'];
const FEW = 12;
const STATUS = {ACTIVE: 'Active', REFUSED: 'Refused', REMOVED: 'Removed', NEW: 'Waiting for the job', PUBLISHED: 'Published', FILE: 'Active'};

export class Rules {
  panel;
  #room;
  #sentence = h('p.sentence', {});
  #body = h('tbody', {});
  #all = h('button.link', {type: 'button', hidden: true, onclick: () => this.#toggle()});
  #whole = false;
  #last = null;

  constructor(room) {
    this.#room = room;
    this.panel = new Panel(room.shell, 'rules', 'Rules', 'alert_rule');
    const add = h('button.small.new', {type: 'button', disabled: !room.operator.open, title: room.operator.open ? null : room.operator.why, onclick: () => room.shell.show('rule', '')}, 'New rule');
    this.panel.body.append(h('div.split', {}, this.#sentence, add),
      h('table.rules', {}, h('thead', {}, h('tr', {}, ...HEAD.map((c, i) => h('th', {scope: 'col', class: CLASSES[i]}, c)))), this.#body), this.#all);
  }

  show(statuses, hits) {
    this.#last = [statuses, hits];
    const rules = joined(statuses?.rows ?? [], hits?.rows ?? []);
    const refused = rules.filter((r) => r.status === 'REFUSED').length;
    this.#sentence.classList.toggle('bad', refused > 0);
    say(this.#sentence, !rules.length ? 'No rule has been published and none has opened an alert.'
      : `${plural(rules.filter((r) => r.status !== 'REMOVED').length, 'rule')} known${refused ? `; ${count(refused)} ${refused === 1 ? 'was' : 'were'} refused, and what was in force before acts on` : ''}.`);
    this.#body.parentElement.hidden = !rules.length;
    this.panel.caption('as the job took them');
    this.#all.hidden = rules.length <= FEW;
    say(this.#all, this.#whole ? 'Show fewer' : `Show all ${count(rules.length)}`);
    keepEach(this.#body, this.#whole ? rules : rules.slice(0, FEW), (r) => r.id, () => this.#make(), (tr, r) => this.#update(tr, r));
  }

  #toggle() {
    this.#whole = !this.#whole;
    if (this.#last) this.show(...this.#last);
  }

  #make() {
    const {shell} = this.#room;
    const tr = h('tr', {}, ...CLASSES.map((c) => h('td', {class: c})));
    tr.children[0].append(h('button.link', {type: 'button', onclick: () => shell.show('rule', tr.rule.id)}));
    tr.children[1].append(h('i.tone', {'aria-hidden': 'true'}), h('span', {}), h('small', {}));
    tr.children[6].append(h('button.small', {type: 'button', onclick: () => shell.show('rule', tr.rule.id)}, this.#room.operator.open ? 'Edit' : 'Look'));
    return tr;
  }

  #update(tr, rule) {
    tr.rule = rule;
    const [name, status, version, range, ever, last] = tr.children;
    say(name.firstChild, rule.id);
    attribute(name.firstChild, 'title', rule.id);
    attribute(status, 'data-status', rule.status);
    const [, word, reason] = status.children;
    say(word, STATUS[rule.status] ?? rule.status);
    const shelf = this.#room.shelf('rule', rule.id);
    say(reason, rule.reason ?? (shelf ? `shelved by ${shelf.actor}` : rule.status === 'FILE' ? 'from the start of the job' : rule.statusAt ?? rule.changedAt ? `since ${at(rule.statusAt ?? rule.changedAt)}` : ''));
    attribute(reason, 'title', rule.reason ?? '');
    say(version, rule.version ? count(rule.version) : NONE);
    say(range, compact(rule.inRange));
    say(ever, compact(rule.hits));
    say(last, rule.last ? at(rule.last) : NONE);
    attribute(last, 'title', rule.last ? full(rule.last) : '');
  }
}

/** Rules of the job's file have no status of their own; they are known by what they opened. */
function joined(statuses, hits) {
  const byId = new Map(statuses.map((s) => [s.id, {...s, hits: 0, inRange: 0, last: null}]));
  for (const hit of hits) {
    const known = byId.get(hit.id);
    if (known) Object.assign(known, {hits: hit.hits, inRange: hit.inRange, last: hit.last, version: known.version || hit.version});
    else byId.set(hit.id, {...hit, status: 'FILE', reason: null, statusAt: null});
  }
  const rank = (r) => (r.status === 'REFUSED' ? 0 : r.status === 'REMOVED' ? 2 : 1);
  return [...byId.values()].sort((a, b) => rank(a) - rank(b) || b.inRange - a.inRange || b.hits - a.hits || (a.id < b.id ? -1 : 1));
}
