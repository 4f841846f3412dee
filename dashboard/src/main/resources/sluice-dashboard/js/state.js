// The address bar holds the whole state, so that a view can be sent to a colleague.

const listeners = [];

/** How much a page shows where the address does not say. */
const RANGES = {alerts: '1h'};

/** {room, range, from, to, filters, rows, show}; from and to are epoch milliseconds of a held view. */
export let state = read();

function read() {
  const query = new URLSearchParams(location.search);
  const time = (name) => (query.has(name) ? parseTime(query.get(name)) : null);
  const room = location.pathname.split('/')[1] || 'traffic';
  return {
    room,
    range: query.get('range') ?? RANGES[room] ?? '5m',
    from: time('from'),
    to: time('to'),
    filters: query.getAll('filter'),
    rows: query.get('rows'),
    show: query.get('show'),
  };
}

function parseTime(text) {
  const t = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(t) ? null : t;
}

const iso = (t) => new Date(t).toISOString().replace('.000', '');

export const held = () => state.from !== null && state.to !== null;

/** The parameters the server needs for this view. */
export function viewQuery() {
  const query = new URLSearchParams();
  if (held()) {
    query.set('from', iso(state.from));
    query.set('to', iso(state.to));
  } else {
    query.set('range', state.range);
  }
  state.filters.forEach((filter) => query.append('filter', filter));
  return query;
}

function address() {
  const query = new URLSearchParams({range: state.range});
  if (held()) {
    query.set('from', iso(state.from));
    query.set('to', iso(state.to));
  }
  state.filters.forEach((filter) => query.append('filter', filter));
  if (state.rows) query.set('rows', state.rows);
  if (state.show) query.set('show', state.show);
  return `/${state.room}?${query}`.replaceAll('%3A', ':').replaceAll('%2F', '/');
}

/** Changes part of the state; the listeners hear what it was before. */
export function go(change) {
  const before = state;
  state = {...state, ...change};
  if (address() !== location.pathname + location.search) history.pushState(null, '', address());
  listeners.forEach((listener) => listener(before));
}

export function onChange(listener) {
  listeners.push(listener);
}

addEventListener('popstate', () => {
  const before = state;
  state = read();
  listeners.forEach((listener) => listener(before));
});
