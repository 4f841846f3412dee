// How a figure stands against what is usual for the time.

import {percent, plural, rate} from './format.js';

const EVEN = 0.05;

/** How a figure stands against what is usual; never invented where there is no history. */
export function comparison(usual) {
  const when = {hour: usual.weekday ? 'for this hour of the week' : 'for this hour', day: usual.weekday ? 'for this day of the week' : 'for this time of day', week: 'for these days'}[usual.kind];
  const earlier = usual.kind === 'week' ? plural(usual.stretches, 'earlier stretch', 'earlier stretches')
    : usual.weekday ? `the same day of ${plural(usual.stretches, 'earlier week')}` : plural(usual.stretches, 'earlier day');
  const none = {text: 'no usual yet', why: 'The usual is worked out from rows of earlier days at the same hour; there are none yet.'};
  const why = (text) => `Usual ${when}: ${text}, the median of ${earlier}`;
  return {
    what: usual.stretches
      ? `▲ ▼ against the usual ${when}: the median of ${earlier}.`
      : `The usual ${when} is not known yet: it is worked out from earlier days, and there are none.`,
    /** bad: the ratio from which more is a problem. */
    ratio(value, known, unit, bad = Infinity) {
      if (known === null || value === null || value === undefined) return none;
      if (known === 0) return {text: `usual is 0 ${when}`, why: why('0')};
      const change = value / known - 1;
      if (Math.abs(change) < EVEN) return {text: '● as usual', why: why(unit(known))};
      const size = change > 2 ? `${rate(value / known)} times` : `${Math.abs(change * 100).toFixed(0)}\u202f%`;
      return {text: `${change > 0 ? '▲' : '▼'} ${size}, usual ${unit(known)}`, why: why(unit(known)), bad: value / known >= bad};
    },
    /** bad: the difference from which more is a problem. */
    points(value, known, bad = Infinity) {
      if (known === null || value === null) return none;
      const change = value - known;
      if (Math.abs(change) < 0.005) return {text: '● as usual', why: why(percent(known))};
      return {text: `${change > 0 ? '▲' : '▼'} usual ${percent(known)}`, why: why(percent(known)), bad: change >= bad};
    },
  };
}
