// What the words of the job mean, as people say it.

import {h, attribute} from '../dom.js';
import {clock, day, dayAndMinute, duration, minute} from '../format.js';

/** The worst first. */
export const SEVERITIES = [
  {id: 'CRITICAL', word: 'Critical', colour: 'series-bad'},
  {id: 'MAJOR', word: 'Major', colour: 'series-warn'},
  {id: 'MINOR', word: 'Minor', colour: 'series-main'},
  {id: 'WARNING', word: 'Warning', colour: 'series-soft'},
  {id: 'INFO', word: 'Info', colour: 'series-pale'},
];

export const severityWord = (id) => SEVERITIES.find((s) => s.id === id)?.word ?? id;

/** Shape and colour of a severity; the word stands beside it. */
export const severityMark = () => h('i.severity', {'aria-hidden': 'true'});

export function paintSeverity(mark, severity) {
  attribute(mark, 'data-severity', severity);
}

/** The time of the day; with the day where that is another one. */
export function at(t, now = Date.now()) {
  return day(t) === day(now) ? clock(t) : dayAndMinute(t);
}

/** A time some people have to be back by, without seconds. */
export const until = (t, now = Date.now()) => (day(t) === day(now) ? minute(t) : dayAndMinute(t));

export const TARGETS = {device: 'device', rule: 'rule', alert: 'alert'};

/** The four states of an alert, as lists of alarms name them. */
export function stateOf(alert, open, acknowledged) {
  return `${open ? 'ACTIVE' : 'CLEARED'}_${acknowledged ? 'ACK' : 'UNACK'}`;
}

/** Why an alert closed. */
export function closing(reason) {
  switch (reason) {
    case 'REVOKED_ON_EVENT': return 'its condition went away';
    case 'RULE_REMOVED': return 'its rule was removed';
    case 'LATE_EVIDENCE': return 'late evidence shows that there never was one';
    case 'LATE_RECOVERY': return 'a recovery came very late';
    default: return reason?.toLowerCase().replaceAll('_', ' ') ?? '';
  }
}

/** What holds an alert back; shelf finds who shelved it. */
export function cause(text, shelf = () => null) {
  const [kind, id] = parted(text);
  const shelved = (what, target) => {
    const act = shelf(target, id);
    return act ? `${what} is shelved until ${until(act.until)} by ${act.actor}` : `${what} is shelved`;
  };
  switch (kind) {
    case 'OVERRIDDEN_BY': return 'a worse alert covers it';
    case 'SAME_TYPE_SENT': return 'somebody was already sent for the same';
    case 'SHELVED_DEVICE': return shelved('the device', 'device');
    case 'SHELVED_RULE': return shelved('its rule', 'rule');
    case 'SHELVED_ALERT': return shelved('it', 'alert');
    default: return text;
  }
}

export function parted(text) {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
}

const NOT_SENT = {
  REVOKED_IN_HOLD: 'it was over before its hold was',
  REVOKED_WHILE_HELD_BACK: 'it was over while it was held back',
  LATE_EVIDENCE: 'late evidence shows that there never was an alert',
  CHATTER: 'its rule opens all the time, and one alert stands for all',
};

/** What became of an open alert: [words, tone]; tone is wait, back, sent or done. */
export function became(row, shelf) {
  if (row.acknowledgedAt) return [`Acknowledged ${at(row.acknowledgedAt)}`, 'done'];
  switch (row.step) {
    case 'DISPATCHED': return [`Sent ${at(row.stepAt)}`, 'sent'];
    case 'SUPPRESSED': return [`Held back: ${row.causes.map((c) => cause(c, shelf)).join('; ')}`, 'back'];
    case null:
    case 'HELD': return [row.holdMs ? `In its hold of ${duration(row.holdMs)}` : 'Being decided', 'wait'];
    default: return [row.step.toLowerCase().replaceAll('_', ' '), 'done'];
  }
}

/** Why somebody was sent for an alert, or not, in a sentence. */
export function why(alert, shelf) {
  const step = (name) => alert.steps.find((s) => s.step === name);
  const last = alert.steps.filter((s) => s.step !== 'ACKNOWLEDGED').at(-1);
  if (!last) return 'It is not known yet what becomes of it: the job decides when all events up to its opening are there.';
  const sent = step('DISPATCHED');
  const hold = alert.holdMs ? `when its hold of ${duration(alert.holdMs)} had passed` : 'as soon as it was certain';
  const went = sent ? `Somebody was sent at ${at(sent.at)}, ${sent.reason === 'RELEASED' ? 'when what had held it back was gone' : hold}` : 'Somebody was sent';
  switch (last.step) {
    case 'HELD': return alert.holdMs
      ? `Nobody has been sent yet: it is held for ${duration(alert.holdMs)} from its opening, until ${at(alert.openedAt + alert.holdMs)}, and decided when all events up to then are there.`
      : 'Nobody has been sent yet: it is decided when all events up to its opening are there.';
    case 'SUPPRESSED': return `Nobody has been sent: ${last.causes.map((c) => cause(c, shelf)).join('; ') || 'it is held back'}. It is decided again when that ends.`;
    case 'NOT_SENT': return `Nobody was sent: ${NOT_SENT[last.reason] ?? last.reason}${last.causes.length ? ` (${last.causes.map((c) => cause(c, shelf)).join('; ')})` : ''}.`;
    case 'DISPATCHED': return `${went}${step('ACKNOWLEDGED') ? `; acknowledged at ${at(step('ACKNOWLEDGED').at)}` : ', and nobody has acknowledged it'}.`;
    case 'CANCELLED': return `${went}, and called back at ${at(last.at)}: ${closing(last.reason)}.`;
    case 'NOTED': return `${went}. When it was over at ${at(last.at)} the work was in progress, so a note went out instead of a recall.`;
    case 'NOTHING_TO_CANCEL': return `${went}. When it was over at ${at(last.at)} the work order was ${last.reason.toLowerCase()}, so there was nothing to call back.`;
    default: return last.reason;
  }
}

/** A step in a timeline: [words, tone]. */
export function stepWords(alert, {step, reason, causes}, shelf) {
  switch (step) {
    case 'HELD': return [alert.holdMs ? `Held for ${duration(alert.holdMs)}` : 'To be decided', 'wait'];
    case 'SUPPRESSED': return [`Held back: ${causes.map((c) => cause(c, shelf)).join('; ')}`, 'back'];
    case 'NOT_SENT': return [`Not sent: ${NOT_SENT[reason] ?? reason}`, 'done'];
    case 'DISPATCHED': return [reason === 'RELEASED' ? 'Sent: what had held it back is gone' : 'Sent: its hold has passed', 'sent'];
    case 'ACKNOWLEDGED': return ['Acknowledged', 'done'];
    case 'CANCELLED': return [`Called back: ${closing(reason)}`, 'done'];
    case 'NOTED': return ['A note: over while the work is in progress', 'done'];
    case 'NOTHING_TO_CANCEL': return [`Nothing to call back: the work order is ${reason.toLowerCase()}`, 'done'];
    default: return [`${step} ${reason}`, 'done'];
  }
}

export const MESSAGES = {DISPATCH: 'Sent', CANCEL: 'Called back', NOTE: 'Note', REMIND: 'Reminder', SUMMARY: 'Summary'};

export const MESSAGE_REASONS = {
  HOLD_PASSED: 'hold passed', RELEASED: 'released', UNACKNOWLEDGED: 'nobody acknowledged it', FLOOD: 'too many at once',
  REVOKED_ON_EVENT: 'condition gone', RULE_REMOVED: 'rule removed', LATE_EVIDENCE: 'late evidence', LATE_RECOVERY: 'late recovery',
};
