// The busiest values of a dimension, with a bar each; a click narrows the page to one.

import {h, say, keep, attribute} from '../dom.js';
import {compact, count, percent} from '../format.js';
import {Panel} from '../panel.js';

/** Server errors below this share are everyday and would only speckle the bars. */
const WORTH_A_LOOK = 0.03;

export class TopList {
  panel;
  #shell;
  #dimension;
  #most;
  #noun;
  #captioned;
  #rows = h('tbody', {});
  #empty = h('p.empty', {hidden: true});

  /** noun: [one, many] of what is counted; panel: where to go if it is not to have one of its own. */
  constructor(shell, {name, title, dimension, noun, most = 8}, panel = null) {
    this.#shell = shell;
    this.#dimension = dimension;
    this.#most = most;
    this.#noun = noun;
    this.panel = panel ?? new Panel(shell, name, title, `traffic:${dimension}`);
    this.#captioned = panel === null;
    this.panel.body.append(
      h('table.top', {},
        h('thead.read', {}, h('tr', {}, ...[noun[0], 'Requests', 'Share'].map((c) => h('th', {scope: 'col'}, c)))), this.#rows),
      this.#empty);
  }

  show(figure, selected) {
    const rows = (figure.rows ?? []).slice(0, this.#most);
    this.#empty.hidden = rows.length > 0;
    this.#rows.parentElement.hidden = !rows.length;
    say(this.#empty, figure.unavailable
      ? 'Not known under this filter: traffic is counted by one dimension at a time.'
      : 'Nothing in this range.');
    const many = figure.rows?.length ? `${compact(figure.values)} ${this.#noun[figure.values === 1 ? 0 : 1]}` : '';
    if (this.#captioned) this.panel.caption(figure.sample ? `in the sample of the ${count(figure.total)} freshest requests` : many);
    const named = rows.filter((row) => row.value !== 'other');
    const top = Math.max(1, ...(named.length ? named : rows).map((row) => row.requests));
    keep(this.#rows, rows, () => this.#make(), (tr, row) => this.#update(tr, row, figure.total, top, selected));
  }

  #make() {
    const tr = h('tr', {},
      h('td.name', {}, h('i.barline', {'aria-hidden': 'true'}, h('i.well', {}), h('i.bad', {})), h('button', {type: 'button', onclick: () => this.#shell.filterBy(this.#dimension, tr.row.value, tr.row.label)})),
      h('td.number', {}), h('td.number.share', {}));
    return tr;
  }

  #update(tr, row, total, top, selected) {
    tr.row = row;
    const [name, requests, share] = tr.children;
    const [bar, button] = name.children;
    const [well, bad] = bar.children;
    say(button, row.label);
    attribute(button, 'title', `${row.label}: ${count(row.requests)} requests, of them ${count(row.errors4xx)} client and ${count(row.errors5xx)} server errors. Click to filter.`);
    say(requests, compact(row.requests));
    say(share, percent(row.requests / total, 0));
    const width = Math.min(1, row.requests / top);
    const share5xx = row.requests ? row.errors5xx / row.requests : 0;
    const failed = share5xx >= WORTH_A_LOOK ? share5xx : 0;
    size(well, width * (1 - failed));
    size(bad, width * failed);
    tr.classList.toggle('rest', row.value === 'other' || row.value === 'unknown');
    tr.classList.toggle('chosen', selected === row.value);
    tr.classList.toggle('dim', Boolean(selected) && selected !== row.value);
  }
}

function size(bar, fraction) {
  const width = `${(fraction * 100).toFixed(1)}%`;
  if (bar.style.width !== width) bar.style.width = width;
}
