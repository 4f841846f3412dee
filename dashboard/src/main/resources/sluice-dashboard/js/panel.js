// A figure with its title, what it is in, a way to its rows, and a table for those who cannot see it.

import {h, svg, say, keep} from './dom.js';

/** kind: the rows behind it, as sheet.js wants them. */
export class Panel {
  element;
  body = h('div.body', {});
  #caption = h('p.caption', {});
  #legend = h('ul.legend', {});
  #table = h('table', {});
  #read = 0;

  constructor(shell, name, title, kind) {
    const open = shell.rowsBehind(kind, `${title}: the rows behind`);
    this.element = h('section.panel', {id: name, 'aria-label': title},
      h('header', {},
        h('h2', {}, title), this.#caption,
        h('button.rows', {type: 'button', onclick: open, 'aria-label': `Rows behind ${title}`, title: 'The rows behind'},
          svg('svg', {viewBox: '0 0 16 16', 'aria-hidden': 'true'}, svg('path', {d: 'M2.5 4h11M2.5 8h11M2.5 12h11'})))),
      this.#legend, this.body, h('div.read', {}, this.#table));
  }

  caption(text) {
    say(this.#caption, text);
  }

  /** items: [{name, colour, sign, figure}] */
  legend(items) {
    keep(this.#legend, items, () => h('li', {}, h('i', {}), h('span', {}), h('b', {})), (li, item) => {
      const [mark, name, figure] = li.children;
      mark.className = `${item.colour} ${item.sign ?? ''}`;
      say(name, item.name);
      say(figure, item.figure ?? '');
    });
  }

  /** The table for screen readers; rows() is asked now and then, or it would never be read to its end. */
  table(caption, head, rows) {
    if (performance.now() - this.#read < 10000 && this.#read) return;
    this.#read = performance.now();
    this.#table.replaceChildren(
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, ...head.map((c) => h('th', {scope: 'col'}, c)))),
      h('tbody', {}, ...thinned(rows()).map((row) => h('tr', {}, ...row.map((c) => h('td', {}, c))))));
  }

  expect() {
    this.#read = 0;
  }
}

/** At most a dozen rows, evenly spread, the last one always. */
function thinned(rows) {
  const step = Math.ceil(rows.length / 12);
  return rows.filter((_, i) => (rows.length - 1 - i) % step === 0);
}
