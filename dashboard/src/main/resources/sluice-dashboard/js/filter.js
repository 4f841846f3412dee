// One filter for the page: a value of one dimension.

import {h, say} from './dom.js';
import {go, onChange, state, viewQuery} from './state.js';

const DIMENSIONS = {
  country: 'Country', city: 'City', path: 'Path', vhost: 'Host', status: 'Status', user_agent_class: 'Caller', customer: 'Customer',
};

export class FilterBox {
  #input = h('input', {
    type: 'search', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'filter-values', 'aria-autocomplete': 'list',
    'aria-label': 'Filter by country, city, path, host, status, caller or customer',
    placeholder: 'Filter: country, city, path, status …', autocomplete: 'off', spellcheck: 'false',
    oninput: () => this.#suggest(), onkeydown: (event) => this.#key(event), onfocus: () => this.#suggest(),
    onblur: () => setTimeout(() => this.#close(), 150),
  });
  #list = h('ul', {id: 'filter-values', role: 'listbox', hidden: true});
  #chip = h('button.chip', {type: 'button', title: 'Remove the filter (Esc)', onclick: () => go({filter: null})});
  #label = h('span', {});
  #chosen = -1;
  #asked = 0;
  #labels = new Map();

  constructor(place) {
    this.#chip.append(this.#label, h('span.cross', {'aria-label': 'remove'}, '×'));
    place.append(this.#chip, this.#input, h('kbd', {'aria-hidden': 'true'}, '/'), this.#list);
    onChange(() => this.#show());
    this.#show();
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  /** Sets the filter, with the words to show for it. */
  set(dimension, value, label) {
    this.#labels.set(`${dimension}:${value}`, label);
    go({filter: `${dimension}:${value}`});
  }

  #show() {
    this.#chip.hidden = !state.filter;
    document.body.toggleAttribute('data-filtered', Boolean(state.filter));
    if (!state.filter) return;
    const [dimension] = parts();
    say(this.#label, `${DIMENSIONS[dimension] ?? dimension}: ${this.label()}`);
  }

  /** What the filter is called. */
  label() {
    return this.#labels.get(state.filter) ?? named(...parts());
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
        h('span', {}, label), h('small', {}, DIMENSIONS[dimension]))));
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

function parts() {
  const colon = state.filter.indexOf(':');
  return [state.filter.slice(0, colon), state.filter.slice(colon + 1)];
}

function named(dimension, value) {
  return dimension === 'country' && /^[A-Z]{2}$/.test(value) ? countries.of(value) : value;
}
