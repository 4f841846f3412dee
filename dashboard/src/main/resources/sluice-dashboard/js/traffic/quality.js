// How much of the input could be used.

import {h, say, keep} from '../dom.js';
import {compact, count, percent} from '../format.js';
import {Panel} from '../panel.js';

export class Quality {
  panel;
  #sentence = h('p.sentence', {});
  #reasons = h('ul.reasons', {});
  #stages = h('tbody', {});

  constructor(shell) {
    this.panel = new Panel(shell, 'quality', 'Quality of the input', 'quality');
    this.panel.body.append(this.#sentence, this.#reasons,
      h('table.stages', {}, h('thead', {}, h('tr', {}, ...['Stage', 'In', 'Out', 'Left out', 'Late', 'No place'].map((c, i) => h(i ? 'th.number' : 'th', {scope: 'col'}, c)))), this.#stages));
  }

  show({stages, rejected}) {
    this.panel.caption('by minute of arrival');
    const first = stages.find((s) => s.stage === 'parse') ?? stages[0];
    this.#stages.parentElement.hidden = !first;
    if (!first) {
      say(this.#sentence, 'Nothing has been reported in this range.');
      this.#reasons.replaceChildren();
      return;
    }
    const bad = Object.values(rejected).reduce((a, b) => a + b, 0);
    const late = Math.max(...stages.map((s) => s.late));
    say(this.#sentence, `Of ${count(first.in)} lines, ${bad ? count(bad) : 'none'} rejected${bad ? ` (${percent(bad / first.in, 2)})` : ''}, ${late ? count(late) : 'none'} late.`);
    this.#sentence.classList.toggle('bad', bad / first.in > 0.01);
    keep(this.#reasons, Object.entries(rejected).slice(0, 5), () => h('li', {}, h('span', {}), h('b', {})), (li, [reason, n]) => {
      say(li.children[0], reason.replaceAll('-', ' ').replaceAll('_', ' ').toLowerCase());
      say(li.children[1], count(n));
    });
    keep(this.#stages, stages, () => h('tr', {}, h('td', {}), ...Array.from({length: 5}, () => h('td.number', {}))), (tr, s) =>
      [s.stage, compact(s.in), compact(s.out), compact(s.dropped), compact(s.late), compact(s.geoMisses)].forEach((text, i) => say(tr.children[i], text)));
  }
}
