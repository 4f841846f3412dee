// Numbers and times as people say them.

const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const tenth = new Intl.NumberFormat('en', {maximumFractionDigits: 1, minimumFractionDigits: 1});
const short = new Intl.NumberFormat('en', {notation: 'compact', maximumSignificantDigits: 3});

export const NONE = '–';
const THIN = '\u202f';

export const count = (n) => (n === null || n === undefined ? NONE : whole.format(n));
export const compact = (n) => (n < 10000 ? whole.format(n) : short.format(n));

/** A rate: whole numbers once they are large enough not to need more. */
export function rate(n) {
  if (n === null || n === undefined) return NONE;
  return n !== 0 && n < 10 ? tenth.format(n) : whole.format(n);
}

export function share(part, total, digits = 1) {
  return total ? percent(part / total, digits) : NONE;
}

export function percent(fraction, digits = 1) {
  if (fraction === null || fraction === undefined) return NONE;
  const value = fraction * 100;
  const least = digits < 2 ? 0.1 : 0.01;
  if (value > 0 && value < least) return `<${least}${THIN}%`;
  return `${value.toFixed(value >= 99.95 || value === 0 ? 0 : digits)}${THIN}%`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** [number, unit], by powers of 1000. */
export function bytesParts(n) {
  if (n === null || n === undefined) return [NONE, ''];
  let unit = 0;
  while (n >= 999.5 && unit < UNITS.length - 1) {
    n /= 1000;
    unit++;
  }
  return [unit === 0 || n >= 100 ? whole.format(n) : tenth.format(n), UNITS[unit]];
}

export const bytes = (n) => bytesParts(n).join(n === null ? '' : THIN);

/** [number, unit] of a latency in milliseconds. */
export function latencyParts(ms) {
  if (ms === null || ms === undefined) return [NONE, ''];
  if (ms < 10) return [tenth.format(ms), 'ms'];
  return ms < 10000 ? [whole.format(ms), 'ms'] : [tenth.format(ms / 1000), 's'];
}

export const latency = (ms) => latencyParts(ms).join(ms === null || ms === undefined ? '' : THIN);

/** How long ago, as people say it. */
export function ago(ms) {
  const s = Math.max(1, Math.round(ms / 1000));
  if (s < 100) return `${s} s ago`;
  const m = Math.round(s / 60);
  if (m < 100) return `${m} min ago`;
  const hours = Math.round(m / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.round(hours / 24)} days ago`;
}

export function duration(ms) {
  const s = Math.round(ms / 1000);
  if (s < 60) return plural(s, 'second');
  if (s < 3500) return plural(Math.round(s / 60), 'minute');
  if (s < 5400 && s > 3700) return plural(Math.round(s / 60), 'minute');
  if (s < 48 * 3600) return plural(Math.round(s / 3600), 'hour');
  return plural(Math.round(s / 86400), 'day');
}

export const plural = (n, one, many = one + 's') => `${whole.format(n)} ${n === 1 ? one : many}`;

// Times are shown in the zone the windows are aligned to, not in the viewer's.
let zone = 'UTC';
let formats = {};

export function useZone(name) {
  zone = name === 'Z' ? 'UTC' : name;
  formats = {};
}

export const zoneName = () => zone;

function format(options) {
  const key = JSON.stringify(options);
  return (formats[key] ??= new Intl.DateTimeFormat('en-GB', {timeZone: zone, ...options}));
}

const HM = {hour: '2-digit', minute: '2-digit'};
const DM = {day: 'numeric', month: 'short'};

export const clock = (t) => format({...HM, second: '2-digit'}).format(t);
export const minute = (t) => format(HM).format(t);
export const day = (t) => format({weekday: 'short', ...DM}).format(t);
export const dayAndMinute = (t) => `${format(DM).format(t)}, ${minute(t)}`;
export const full = (t) => `${format({...DM, year: 'numeric'}).format(t)}, ${clock(t)}`;
export const monthOf = (t) => format({month: 'long', year: 'numeric'}).format(t);

/** The window that begins at t. */
export function windowName(granularity, t) {
  switch (granularity) {
    case 'second': return clock(t);
    case 'minute': return minute(t);
    case 'hour': return `${format(DM).format(t)}, ${minute(t)}`;
    case 'week': return `week of ${format(DM).format(t)}`;
    case 'month': return monthOf(t);
    default: return day(t);
  }
}

/** Wall-clock time of the zone as if it were UTC, so that axis ticks fall on its round hours. */
export function offsetAt(t) {
  const parts = Object.fromEntries(
    format({year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23'})
      .formatToParts(t).map((p) => [p.type, Number(p.value)]));
  const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  return wall - Math.floor(t / 1000) * 1000;
}

/** "2026-01-31T08:00" as typed in the zone, to epoch milliseconds; NaN if it is no time. */
export function fromWall(text) {
  const guess = Date.parse(text + 'Z');
  return guess - offsetAt(guess - offsetAt(guess));
}

export const toWall = (t) => new Date(t + offsetAt(t)).toISOString().slice(0, 19);
