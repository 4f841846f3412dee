// The picture: how many alerts were open over time, and where they are now.

import {TimeChart, highest, thinned, together} from '../chart.js';
import {h, keepEach, say, attribute} from '../dom.js';
import {count, windowName} from '../format.js';
import {Panel} from '../panel.js';
import {SEVERITIES, severityMark, paintSeverity} from './words.js';
import {unacknowledged} from './headline.js';

export class OverTime {
  panel;
  #chart;

  constructor(shell) {
    this.panel = new Panel(shell, 'overtime', 'Open alerts over time', 'alert');
    const place = h('div.chart', {'aria-hidden': 'true'});
    this.panel.body.append(place);
    this.#chart = new TimeChart(place, {
      series: SEVERITIES.map(({word, colour}) => ({name: word, colour})),
      stack: true, step: true, whole: true, unit: (v) => count(v), axis: (v) => count(v), left: 40,
    });
  }

  show(figure, view) {
    const columns = SEVERITIES.map(({id}) => figure.columns.indexOf(id));
    this.#chart.update(columns.map((i) => thinned(figure.points.map((p) => [p[0], p[i]]), view, highest)), view);
    const last = figure.points.at(-1);
    const each = together(view);
    this.panel.caption(`at some time in each ${each === 1 ? view.granularity : `${each} ${view.granularity}s`}`);
    this.panel.legend(SEVERITIES.map(({word, colour}, i) => ({name: word.toLowerCase(), colour, figure: last ? count(last[columns[i]]) : ''})));
    this.panel.table('Open alerts in each window', ['Time', ...SEVERITIES.map((s) => s.word)],
      () => figure.points.map((p) => [windowName(view.granularity, p[0]), ...columns.map((i) => count(p[i]))]));
  }

  restyle() {
    this.#chart.restyle();
  }
}

const MOST_SITES = 7;

/** Sites by severity, the worst site first; a cell narrows the page to what it counts. */
export class Where {
  panel;
  #shell;
  #rows = h('tbody', {});
  #more = h('p.quiet.more', {hidden: true});
  #none = h('p.calm', {hidden: true}, h('b', {}, 'Nothing is open'), h('span', {}, 'An alert shows here by its site as soon as it opens.'));
  #table;

  constructor(shell) {
    this.#shell = shell;
    this.panel = new Panel(shell, 'where', 'Where, now', 'alert');
    this.#table = h('table.sites', {},
      h('thead', {}, h('tr', {}, h('th.name', {scope: 'col'}, 'Site'), ...SEVERITIES.map(({id, word}) => {
        const mark = severityMark();
        paintSeverity(mark, id);
        return h('th', {scope: 'col'}, mark, h('span', {}, word));
      }))), this.#rows);
    this.panel.body.append(this.#table, this.#more, this.#none);
  }

  show(open) {
    const sites = bySite(open.groups);
    this.#none.hidden = sites.length > 0;
    this.#table.hidden = !sites.length;
    this.panel.caption(sites.length ? 'open alerts; a click narrows the page' : '');
    this.#table.style.setProperty('--sites', Math.min(MOST_SITES, Math.max(1, sites.length)));
    keepEach(this.#rows, sites.slice(0, MOST_SITES), ({site}) => site, () => this.#make(), (tr, site) => this.#update(tr, site));
    this.#more.hidden = sites.length <= MOST_SITES;
    say(this.#more, `${count(sites.length - MOST_SITES)} more sites with ${count(sites.slice(MOST_SITES).reduce((sum, s) => sum + s.all, 0))} open alerts; find one with /.`);
  }

  #make() {
    return h('tr', {}, h('th.name', {scope: 'row'}, h('button', {type: 'button'}), h('small', {})), ...SEVERITIES.map(() => h('td', {}, h('button', {type: 'button'}))));
  }

  #update(tr, site) {
    const [name, ...cells] = tr.children;
    const [button, waiting] = name.children;
    const label = site.site === 'unknown' ? 'Site unknown' : site.site;
    say(button, label);
    attribute(button, 'title', `Only ${label}`);
    button.onclick = () => this.#shell.filterBy('site', site.site, label);
    say(waiting, site.waiting ? `${count(site.waiting)} waiting` : '');
    attribute(waiting, 'title', 'sent and not acknowledged');
    SEVERITIES.forEach(({id, word}, i) => {
      const cell = cells[i].firstChild;
      const n = site.counts[id] ?? 0;
      say(cell, n ? count(n) : '·');
      attribute(cells[i], 'data-severity', n ? id : '');
      attribute(cell, 'aria-label', `${count(n)} ${word.toLowerCase()} at ${label}`);
      cell.disabled = !n;
      cell.onclick = () => {
        this.#shell.filterBy('severity', id, word);
        this.#shell.filterBy('site', site.site, label);
      };
    });
  }
}

function bySite(groups) {
  const sites = new Map();
  for (const group of groups) {
    const site = sites.get(group.site) ?? {site: group.site, counts: {}, all: 0, waiting: 0};
    site.counts[group.severity] = (site.counts[group.severity] ?? 0) + group.alerts;
    site.all += group.alerts;
    if (unacknowledged(group)) site.waiting += group.alerts;
    sites.set(group.site, site);
  }
  const worse = (a, b) => {
    for (const {id} of SEVERITIES) {
      const difference = (b.counts[id] ?? 0) - (a.counts[id] ?? 0);
      if (difference) return difference;
    }
    return a.site < b.site ? -1 : 1;
  };
  return [...sites.values()].sort(worse);
}
