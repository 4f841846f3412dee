// The answer in a sentence: what is open, who knows of it, what was taken back.

import {count, duration, plural} from '../format.js';
import {SEVERITIES} from './words.js';

/** open: the counts of open alerts; label: what the page is narrowed to, or null. */
export function answer({open, summary}, view, label) {
  if (!open) return [['Reading the figures …', false]];
  const where = label ? ` for ${label}` : '';
  if (!open.alerts) return [[`Nothing is open${where}. `, true], ...takenBack(summary)];
  const worst = SEVERITIES.map(({id, word}) => [total(open, (g) => g.severity === id), word.toLowerCase()]).filter(([n]) => n).slice(0, 2);
  const rest = open.alerts - worst.reduce((sum, [n]) => sum + n, 0);
  const listed = [...worst, ...(rest ? [[rest, 'lesser']] : [])].map(([n, word]) => `${count(n)} ${word}`);
  const all = [listed.slice(0, -1).join(', '), listed.at(-1)].filter(Boolean).join(' and ');
  return [
    [`${all} ${open.alerts === 1 ? 'alert is' : 'alerts are'} open`, true],
    [` on ${plural(open.devices, 'device')}${where}. `, false],
    ...waiting(open),
    ...takenBack(summary),
  ];
}

export const total = (open, which) => open.groups.filter(which).reduce((sum, g) => sum + g.alerts, 0);

export const unacknowledged = (g) => g.step === 'DISPATCHED' && !g.acknowledged;

function waiting(open) {
  const nobody = open.groups.filter(unacknowledged);
  const n = nobody.reduce((sum, g) => sum + g.alerts, 0);
  if (!n) return [['All that were sent are acknowledged. ', false]];
  const oldest = Math.min(...nobody.map((g) => g.oldest));
  return [[`${count(n)} sent and not acknowledged`, true], [`, the oldest open for ${duration(Date.now() - oldest)}. `, false]];
}

function takenBack(summary) {
  if (!summary) return [];
  const n = summary.cancelled + summary.noted;
  return [[`Today ${n ? `${plural(n, 'dispatch', 'dispatches')} taken back` : 'nothing was taken back'}.`, false]];
}
