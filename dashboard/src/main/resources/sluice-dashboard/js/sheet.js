// The sheet over the page: the rows behind a figure, what a room shows of one thing, or the keys.

import {h} from './dom.js';
import {count} from './format.js';
import {go, state, viewQuery} from './state.js';

const sheet = document.getElementById('sheet');
sheet.addEventListener('close', () => (state.rows || state.show) && go({rows: null, show: null}));
sheet.addEventListener('click', (event) => event.target === sheet && sheet.close());

export function show(title, ...content) {
  sheet.replaceChildren(
    h('header', {}, h('h2', {id: 'sheet-title'}, title), h('button.icon', {type: 'button', 'aria-label': 'Close', onclick: () => sheet.close()}, '×')),
    ...content);
  if (!sheet.open) sheet.showModal();
}

export function closeSheet() {
  if (sheet.open) sheet.close();
}

/** kind is table or table:dimension, as it stands in the address. */
export async function showRows(kind, title) {
  const [table, dimension] = kind.split(':');
  const query = viewQuery();
  query.set('table', table);
  if (dimension) query.set('dimension', dimension);
  const address = `/api/${state.room}/rows?${query}`;
  show(title, h('p.quiet', {}, 'Reading the rows …'));
  const response = await fetch(address).catch(() => null);
  if (state.rows !== kind) return;
  const found = await response?.json().catch(() => null);
  if (!response?.ok) {
    show(title, h('p', {}, found?.error ?? 'The dashboard server does not answer. Try again in a moment.'));
    return;
  }
  const {columns, rows, limit} = found;
  if (!rows.length) {
    show(title, h('p', {}, 'There are no rows in this range. Choose a longer one, or another time.'));
    return;
  }
  const first = rows.length >= limit ? `The newest ${count(limit)} rows` : `All ${count(rows.length)} rows`;
  show(title,
    h('p.quiet', {}, `${first} of the table ${table} in this range, as stored; times in UTC. `, h('a', {href: address, target: '_blank', rel: 'noopener'}, 'As JSON')),
    h('div.scroll', {tabindex: '0'}, tableOf(columns, rows)));
}

function tableOf(columns, rows) {
  const numeric = columns.map((_, i) => rows.every((row) => row[i] === null || /^-?[\d.]+(e[-+]?\d+)?$/i.test(row[i])));
  return h('table', {},
    h('thead', {}, h('tr', {}, ...columns.map((c, i) => h(numeric[i] ? 'th.number' : 'th', {scope: 'col'}, c.replaceAll('_', ' '))))),
    h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map((cell, i) => h(numeric[i] ? 'td.number' : 'td', {}, cell === null ? '–' : numeric[i] ? figure(cell) : cell))))));
}

const figure = (cell) => (Number.isInteger(Number(cell)) ? count(Number(cell)) : Number(cell).toFixed(1));

const KEYS = [
  ['/', 'Filter'], ['Esc', 'Remove the filter, close this'], ['Space', 'Hold the picture, run on'], ['← →', 'Step back, step forward'],
  ['1 … 7', 'The last 5 minutes … the last 30 days'], ['R', 'The rows behind'], ['?', 'This list'],
];

/** more: keys of the room. */
export function showKeys(more) {
  show('Keys', h('dl.keys', {}, ...[...KEYS, ...more].flatMap(([key, meaning]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, meaning)])));
}
