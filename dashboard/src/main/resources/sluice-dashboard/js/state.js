// The address bar holds the whole state, so that a view can be sent to a colleague.

const listeners = [];

/** {room, range, from, to, filter, rows}; from and to are epoch milliseconds of a held view. */
export let state = read();

function read() {
  const query = new URLSearchParams(location.search);
  const time = (name) => (query.has(name) ? parseTime(query.get(name)) : null);
  return {
    room: location.pathname.split('/')[1] || 'traffic',
    range: query.get('range') ?? '5m',
    from: time('from'),
    to: time('to'),
    filter: query.get('filter'),
    rows: query.get('rows'),
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
  if (state.filter) query.set('filter', state.filter);
  return query;
}

function address() {
  const query = new URLSearchParams({range: state.range});
  if (held()) {
    query.set('from', iso(state.from));
    query.set('to', iso(state.to));
  }
  if (state.filter) query.set('filter', state.filter);
  if (state.rows) query.set('rows', state.rows);
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
