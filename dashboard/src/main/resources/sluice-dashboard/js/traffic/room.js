// The page Traffic: the answer, the picture, the evidence.

import {h} from '../dom.js';
import {Headline} from '../headline.js';
import {paint} from '../paint.js';
import {state} from '../state.js';
import {callers, Latency, Requests, statuses} from './charts.js';
import {answer} from './headline.js';
import {TopList} from './lists.js';
import {WorldMap} from './map.js';
import {Quality} from './quality.js';
import {Recent} from './recent.js';
import {Rules} from './rules.js';
import {Tiles} from './tiles.js';
import {Violations} from './violations.js';

const LISTS = [
  {name: 'countries', title: 'Countries', dimension: 'country', noun: ['country', 'countries'], most: 6},
  {name: 'cities', title: 'Cities', dimension: 'city', noun: ['city', 'cities']},
  {name: 'paths', title: 'Paths', dimension: 'path', noun: ['path', 'paths']},
  {name: 'caller-classes', title: 'Who calls', dimension: 'user_agent_class', noun: ['kind', 'kinds']},
  {name: 'vhosts', title: 'Hosts', dimension: 'vhost', noun: ['host', 'hosts']},
  {name: 'customers', title: 'Customers', dimension: 'customer', noun: ['customer', 'customers'], most: 6},
  {name: 'status-codes', title: 'Status codes', dimension: 'status', noun: ['code', 'codes'], most: 6},
];

function mount(root, shell) {
  const headline = new Headline();
  const tiles = new Tiles(shell);
  const requests = new Requests(shell);
  const map = new WorldMap(shell);
  const latency = new Latency(shell);
  const piles = {statuses: statuses(shell), callers: callers(shell)};
  const recent = new Recent(shell);
  const quality = new Quality(shell);
  const violations = new Violations(shell);
  const rules = new Rules(shell);
  const lists = Object.fromEntries(LISTS.map((list) => [list.name, new TopList(shell, list, list.name === 'countries' ? map.panel : null)]));
  const at = (panel, place) => {
    panel.element.classList.add(place);
    return panel.element;
  };

  root.replaceChildren(
    h('h1.read', {}, 'Traffic'),
    headline.element, tiles.element,
    h('div.panels', {},
      at(requests.panel, 'main'), at(map.panel, 'side'),
      ...['caller-classes', 'cities', 'paths', 'vhosts'].map((name) => at(lists[name].panel, 'quarter')),
      at(piles.statuses.panel, 'third'), at(latency.panel, 'third'), at(piles.callers.panel, 'third'),
      at(recent.panel, 'whole'),
      ...[quality, violations, rules].map((figure) => at(figure.panel, 'third')),
      ...['customers', 'status-codes'].map((name) => at(lists[name].panel, 'half'))));

  const panels = [requests, map, latency, recent, quality, violations, rules, ...Object.values(piles), ...Object.values(lists)];

  /** What each figure brings up to date. */
  function painters(figures, view) {
    const [only] = state.filters;
    const filter = only?.split(':') ?? [];
    const chosen = (dimension) => (filter[0] === dimension ? only.slice(dimension.length + 1) : null);
    const narrowed = () => (only ? {dimension: filter[0], label: shell.filterLabel()} : null);
    const tell = () => headline.say(answer(figures, view, narrowed()));
    const jobs = {
      summary: [['answer', headline.element, tell], ['tiles', tiles.element, () => tiles.show(figures.summary, view)]],
      timeline: [
        ['requests', requests.panel.body.firstChild, () => requests.show(figures.timeline, figures.summary, view)],
        ['latency', latency.panel.body.firstChild, () => latency.show(figures.timeline, view)],
        ['sparks', tiles.element, () => tiles.lines(figures.timeline, view)],
      ],
      countries: [['answer', headline.element, tell], ['map', map.panel.element, () => map.show(figures.countries)]],
      recent: [['recent', recent.panel.element, () => recent.show(figures.recent, view)]],
      quality: [['quality', quality.panel.element, () => quality.show(figures.quality)]],
      violations: [['violations', violations.panel.element, () => violations.show(figures.violations)]],
      rules: [['rules', rules.panel.element, () => rules.show(figures.rules)]],
    };
    for (const [name, pile] of Object.entries(piles)) {
      jobs[name] = [[name, pile.panel.body.firstChild, () => pile.show(figures[name], view)]];
    }
    for (const {name, dimension} of LISTS) {
      (jobs[name] ??= []).push([`list ${name}`, lists[name].panel.element, () => lists[name].show(figures[name], chosen(dimension))]);
    }
    return jobs;
  }

  return {
    update(names, figures, view) {
      root.removeAttribute('data-waiting');
      const jobs = painters(figures, view);
      for (const name of names) (jobs[name] ?? []).forEach((job) => paint(...job));
    },
    /** Another view has been asked for. */
    expect() {
      root.setAttribute('data-waiting', '');
      panels.forEach(({panel}) => panel.expect());
    },
    restyle() {
      [requests, latency, ...Object.values(piles)].forEach((figure) => figure.restyle());
    },
  };
}

const words = {
  noTables: 'The table of traffic is not there yet: the log-analytics job makes it at its start. Submit the job, or run ./sluice demo.',
  noRows: 'No traffic has been counted yet. Start the log-analytics job and send it access logs, or run ./sluice demo.',
  silent: (age) => `No row has been written for ${age}. Either no requests come in, or the job stands still: look at its page in the Flink UI.`,
};

const filter = {
  dimensions: {country: 'Country', city: 'City', path: 'Path', vhost: 'Host', status: 'Status', user_agent_class: 'Caller', customer: 'Customer'},
  hint: 'Filter: country, city, path, status …',
};

export default {id: 'traffic', title: 'Traffic', mount, words, filter, rows: 'traffic:all'};
