// The strip: what is open, waited for, held back, sent and taken back.

import {count, duration, minute, rate} from '../format.js';
import {comparison} from '../comparison.js';
import {Strip} from '../strip.js';
import {SEVERITIES} from './words.js';
import {total, unacknowledged} from './headline.js';

const HOUR = 3600000;
const CAUSES = {OVERRIDDEN_BY: 'covered', SAME_TYPE_SENT: 'sent for already', SHELVED_DEVICE: 'shelved', SHELVED_RULE: 'shelved', SHELVED_ALERT: 'shelved'};

export class Tiles {
  #strip;
  element;

  constructor(shell) {
    this.#strip = new Strip(shell, [
      {name: 'open', title: 'Open alerts', rows: 'alert', behind: 'Alerts: the rows behind'},
      {name: 'waiting', title: 'Sent, not acknowledged', rows: 'alert', behind: 'Alerts: the rows behind'},
      {name: 'held', title: 'Held back now', rows: 'alert_explain', behind: 'Explanations: the rows behind'},
      {name: 'sent', title: 'Sent out', rows: 'dispatch', behind: 'Messages: the rows behind'},
      {name: 'back', title: 'Taken back today', rows: 'dispatch', behind: 'Messages: the rows behind'},
      {name: 'rate', title: 'Alerts opened per hour', rows: 'alert', behind: 'Alerts: the rows behind'},
    ], true);
    this.element = this.#strip.element;
  }

  open(open) {
    const [critical, major] = SEVERITIES.map(({id}) => total(open, (g) => g.severity === id));
    const lesser = open.alerts - critical - major;
    const others = [major && `${count(major)} major`, lesser && `${count(lesser)} lesser`].filter(Boolean);
    this.#strip.say('open', count(open.alerts), '', others.join(' · ') || (critical ? 'no lesser ones' : 'all is well'),
      {text: critical ? `${count(critical)} critical` : 'none critical', bad: critical > 0});
    const nobody = open.groups.filter(unacknowledged);
    const waiting = nobody.reduce((sum, g) => sum + g.alerts, 0);
    const urgent = nobody.filter((g) => g.severity === 'CRITICAL').reduce((sum, g) => sum + g.alerts, 0);
    this.#strip.say('waiting', count(waiting), '', waiting ? `oldest open for ${duration(Date.now() - Math.min(...nobody.map((g) => g.oldest)))}` : 'somebody has taken each',
      {text: urgent ? `${count(urgent)} critical` : waiting ? 'none critical' : 'nothing to take', bad: urgent > 0});
  }

  held({causes}, open) {
    const kinds = new Map();
    for (const {kind, alerts} of causes) {
      const word = CAUSES[kind] ?? kind;
      kinds.set(word, (kinds.get(word) ?? 0) + alerts);
    }
    const hold = total(open, (g) => g.step === 'HELD');
    this.#strip.say('held', count(total(open, (g) => g.step === 'SUPPRESSED')), '', [...kinds].map(([word, n]) => `${count(n)} ${word}`).join(' · ') || 'nothing is suppressed',
      {text: hold ? `${count(hold)} more in their hold` : 'none in a hold'});
  }

  summary(summary, usual, view) {
    const long = view.to - view.from;
    const before = summary.withdrawn.inHold + summary.withdrawn.heldBack + summary.withdrawn.neverWas;
    this.#strip.say('sent', count(summary.sent), '', `in ${duration(long)}${summary.summaries ? ` · ${count(summary.summaries)} summaries` : ''}`,
      {text: summary.opened ? `of ${count(summary.opened)} opened` : 'none opened'});
    this.#strip.say('back', count(summary.cancelled + summary.noted), '', `${count(before)} more before sending`,
      {text: `${count(summary.cancelled)} called back · ${count(summary.noted)} noted`, why: `Since ${minute(summary.day)}`});
    const perHour = summary.opened / (long / HOUR);
    const than = usual ? comparison(usual) : null;
    if (than) this.#strip.than(than.what);
    this.#strip.say('rate', rate(perHour), '/h', `${count(summary.opened)} in ${duration(long)}`,
      than ? than.ratio(perHour, usual.openedPerHour, (v) => `${rate(v)}/h`, 3) : {text: ''});
  }
}
