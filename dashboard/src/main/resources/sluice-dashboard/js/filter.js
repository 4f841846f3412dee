// What the page is narrowed to: a value each of one dimension or several.

import {h, keep, say} from './dom.js';
import {go, onChange, state, viewQuery} from './state.js';

export class FilterBox {
  #room;
  #input;
  #chips = h('div.chips', {});
  #list = h('ul', {id: 'filter-values', role: 'listbox', hidden: true});
  #chosen = -1;
  #asked = 0;
  #labels = new Map();

  /** room.filter: {dimensions: word by name, hint, many: whether several dimensions may be set at once} */
  constructor(place, room) {
    this.#room = room;
    const words = Object.values(room.filter.dimensions).map((word) => word.toLowerCase());
    this.#input = h('input', {
      type: 'search', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'filter-values', 'aria-autocomplete': 'list',
      'aria-label': `Filter by ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
      placeholder: room.filter.hint, autocomplete: 'off', spellcheck: 'false',
      oninput: () => this.#suggest(), onkeydown: (event) => this.#key(event), onfocus: () => this.#suggest(),
      onblur: () => setTimeout(() => this.#close(), 150),
    });
    place.append(this.#chips, this.#input, h('kbd', {'aria-hidden': 'true'}, '/'), this.#list);
    onChange(() => this.#show());
    this.#show();
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  /** Narrows the page to a value of a dimension, with the words to show for it; change: what else changes. */
  set(dimension, value, label, change = {}) {
    this.#labels.set(`${dimension}:${value}`, label);
    const others = this.#room.filter.many ? state.filters.filter((f) => !f.startsWith(`${dimension}:`)) : [];
    go({filters: [...others, `${dimension}:${value}`], ...change});
  }

  #show() {
    document.body.toggleAttribute('data-filtered', state.filters.length > 0);
    keep(this.#chips, state.filters, () => h('button.chip', {type: 'button', title: 'Remove the filter (Esc)'}, h('span', {}), h('span.cross', {'aria-label': 'remove'}, '×')), (chip, filter) => {
      const [dimension] = parts(filter);
      say(chip.firstChild, `${this.#room.filter.dimensions[dimension] ?? dimension}: ${this.label(filter)}`);
      chip.onclick = () => go({filters: state.filters.filter((other) => other !== filter)});
    });
  }

  /** What a filter is called; without one, the first of the page. */
  label(filter = state.filters[0]) {
    return this.#labels.get(filter) ?? named(...parts(filter));
  }

  /** What all filters together are called. */
  labels() {
    return state.filters.map((filter) => this.label(filter)).join(', ');
  }

  async #suggest() {
    const ask = ++this.#asked;
    const query = viewQuery();
    query.delete('filter');
    query.set('q', this.#input.value);
    const answer = await fetch(`/api/${state.room}/values?${query}`).then((r) => (r.ok ? r.json() : null)).catch(() => null);
    if (ask !== this.#asked || document.activeElement !== this.#input) return;
    this.#offer(answer?.values ?? []);
  }

  #offer(values) {
    this.#chosen = -1;
    this.#list.replaceChildren(...values.map(({dimension, value, label}) =>
      h('li', {role: 'option', 'aria-selected': 'false', onmousedown: () => this.#take(dimension, value, label)},
        h('span', {}, label), h('small', {}, this.#room.filter.dimensions[dimension]))));
    if (!values.length) this.#list.append(h('li.none', {}, 'Nothing in this range is called that.'));
    this.#list.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
    this.#values = values;
  }

  #values = [];

  #key(event) {
    if (event.key === 'Escape') {
      this.#input.value = '';
      this.#input.blur();
      event.stopPropagation();
    } else if (event.key === 'Enter') {
      const value = this.#values[Math.max(0, this.#chosen)];
      if (value) this.#take(value.dimension, value.value, value.label);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.#choose(this.#chosen + (event.key === 'ArrowDown' ? 1 : -1));
    }
  }

  #choose(index) {
    if (!this.#values.length) return;
    this.#chosen = (index + this.#values.length) % this.#values.length;
    [...this.#list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === this.#chosen)));
    this.#list.children[this.#chosen].scrollIntoView({block: 'nearest'});
  }

  #take(dimension, value, label) {
    this.#input.value = '';
    this.#close();
    this.#input.blur();
    this.set(dimension, value, label);
  }

  #close() {
    this.#list.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
  }
}

const countries = new Intl.DisplayNames(['en'], {type: 'region'});

function parts(filter) {
  const colon = filter.indexOf(':');
  return [filter.slice(0, colon), filter.slice(colon + 1)];
}

function named(dimension, value) {
  if (dimension === 'severity') return value.charAt(0) + value.slice(1).toLowerCase();
  return dimension === 'country' && /^[A-Z]{2}$/.test(value) ? countries.of(value) : value;
}
