// What every page has: navigation, time control, filter, freshness, keys, the event stream.

import {h, attribute} from './dom.js';
import {useZone} from './format.js';
import {FilterBox} from './filter.js';
import {Freshness} from './freshness.js';
import {Live} from './live.js';
import {rooms} from './rooms.js';
import {closeSheet, showKeys, showRows} from './sheet.js';
import {go, held, onChange, state, viewQuery} from './state.js';
import {onTheme} from './theme.js';
import {PRESETS, TimeControl} from './timecontrol.js';

const place = (id) => document.getElementById(id);

const settings = await fetch('/api/shell').then((r) => r.json());
useZone(settings.zone);

const room = rooms.find((r) => r.id === state.room) ?? rooms[0];
const freshness = new Freshness(place('freshness'), place('notice'), room.words);
freshness.settle(settings);
const time = new TimeControl(place('time'));
const filter = new FilterBox(place('filter'), room);

const titles = {};
const page = room.mount(place('room'), {
  filterBy: (...narrowing) => filter.set(...narrowing),
  filterLabel: () => filter.label(),
  filterLabels: () => filter.labels(),
  /** Shows one thing of the room in the sheet; the address holds it. */
  show: (kind, id) => go({show: `${kind}:${id}`, rows: null}),
  /** What it takes to act, or why nobody can. */
  desk: settings.desk,
  /** Names the rows behind a figure; the answer opens them. */
  rowsBehind(kind, title) {
    titles[kind] = title;
    return () => go({rows: kind});
  },
});

for (const r of rooms) {
  place('rooms').append(h('a', {href: `/${r.id}`, 'aria-current': r === room ? 'page' : null}, r.title));
}
document.title = `${room.title} · Sluice`;

const live = new Live({
  onFigures(names, figures, view) {
    time.view(view);
    page.update(names, figures, view);
  },
  onPulse: (pulse) => freshness.pulse(pulse),
  onLine: (line, sentence) => freshness.line(line, sentence),
});

let query = String(viewQuery());
live.open();
showSheet();
attribute(document.body, 'data-held', String(held()));

onChange(() => {
  attribute(document.body, 'data-held', String(held()));
  freshness.show();
  if (query !== String(viewQuery())) {
    query = String(viewQuery());
    page.expect();
    live.open();
  }
  showSheet();
});

function showSheet() {
  if (state.rows) showRows(state.rows, titles[state.rows] ?? 'Rows');
  else if (state.show) page.open?.(state.show);
  else closeSheet();
}

onTheme(() => page.restyle());
addEventListener('pagehide', () => live.close());
addEventListener('pageshow', (event) => event.persisted && live.open());

const keys = {
  '/': () => filter.focus(),
  '?': () => showKeys(page.keys?.map(({key, meaning}) => [key.toUpperCase(), meaning]) ?? []),
  ' ': () => time.pause(),
  ArrowLeft: () => time.step(-1),
  ArrowRight: () => held() && time.step(1),
  Escape: () => go({filters: []}),
  r: () => go({rows: room.rows}),
};
page.keys?.forEach(({key, act}) => (keys[key] = act));
PRESETS.forEach(([range], i) => (keys[i + 1] = () => go({range, from: null, to: null})));

addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, textarea, select, dialog');
  const pressing = event.key === ' ' && event.target.closest('button, a, summary, [tabindex="0"]');
  if (typing || pressing || event.ctrlKey || event.metaKey || event.altKey) return;
  const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});
