// Which cleaning rules act, and what each of them did.

import {h, say, keep} from '../dom.js';
import {clock, compact, count} from '../format.js';
import {Panel} from '../panel.js';

const HEAD = ['Rule', 'Meant for', 'Changed', 'Left out', 'Errors'];

export class Rules {
  panel;
  #sentence = h('p.sentence', {});
  #refused = h('p.sentence.bad', {hidden: true});
  #hits = h('tbody', {});

  constructor(shell) {
    this.panel = new Panel(shell, 'rules', 'Cleaning rules', 'cleaning_rule_hits');
    this.panel.body.append(this.#sentence, this.#refused,
      h('table.stages', {}, h('thead', {}, h('tr', {}, ...HEAD.map((c, i) => h(i ? 'th.number' : 'th', {scope: 'col'}, c)))), this.#hits));
  }

  show({sets, rules}) {
    const active = sets.find((set) => set.status === 'ACTIVE');
    const refused = sets.find((set) => set.status === 'REFUSED' && set.at > (active?.at ?? 0));
    this.panel.caption(active ? `set ${active.id}, version ${active.version}` : '');
    say(this.#sentence, active
      ? `${count(active.rules)} ${active.rules === 1 ? 'rule acts' : 'rules act'} since ${clock(active.at)}.`
      : 'No rules act: every request is kept as it came. Publish a set with “sluice rules publish”.');
    this.#refused.hidden = !refused;
    if (refused) say(this.#refused, `Version ${refused.version} was refused: ${refused.reason.replaceAll('\n', '; ')}`);
    this.#hits.parentElement.hidden = !rules.length;
    keep(this.#hits, rules, () => h('tr', {}, h('td', {}), ...Array.from({length: 4}, () => h('td.number', {}))), (tr, rule) =>
      [rule.id, compact(rule.matched), compact(rule.changed), compact(rule.dropped), compact(rule.errors)].forEach((text, i) => say(tr.children[i], text)));
  }
}
