// The time control all pages share.

import {h, say, attribute} from './dom.js';
import {clock, day, dayAndMinute, fromWall, full, toWall, zoneName} from './format.js';
import {go, held, onChange, state} from './state.js';

export const PRESETS = [
  ['5m', '5 min'], ['15m', '15 min'], ['1h', '1 h'], ['6h', '6 h'], ['24h', '24 h'], ['7d', '7 days'], ['30d', '30 days'],
];

const POINT = {second: 'a second', minute: 'a minute', hour: 'an hour', day: 'a day', week: 'a week', month: 'a month'};
const ICONS = {
  back: 'M14 6l-6 6 6 6', forth: 'M10 6l6 6-6 6', pause: 'M9 6v12M15 6v12', play: 'M8 5.5v13l10-6.5z',
};

function icon(name) {
  const ns = 'http://www.w3.org/2000/svg';
  const image = document.createElementNS(ns, 'svg');
  image.setAttribute('viewBox', '0 0 24 24');
  image.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(ns, 'path');
  path.setAttribute('d', ICONS[name]);
  image.append(path);
  return image;
}

export class TimeControl {
  #view = null;
  #presets = new Map();
  #pause = h('button.icon', {type: 'button', onclick: () => this.pause()});
  #forth = h('button.icon', {type: 'button', 'aria-label': 'Step forward', title: 'Step forward (→)', onclick: () => this.step(1)}, icon('forth'));
  #span = h('span.span', {onpointerenter: () => this.#view && (this.#span.title = `${full(this.#view.from)} – ${full(this.#view.to)}`)});
  #from = h('input', {type: 'datetime-local', step: '1', 'aria-label': 'From'});
  #to = h('input', {type: 'datetime-local', step: '1', 'aria-label': 'To'});
  #custom;

  constructor(place) {
    const group = h('div.presets', {});
    for (const [range, label] of PRESETS) {
      const button = h('button', {type: 'button', onclick: () => go({range, from: null, to: null})}, label);
      this.#presets.set(range, button);
      group.append(button);
    }
    this.#custom = h('details.custom', {},
      h('summary', {}, 'From–to'),
      h('form', {onsubmit: (event) => this.#apply(event)},
        h('label', {}, 'From', this.#from), h('label', {}, 'To', this.#to),
        h('p', {}, `Times in ${zoneName()}`), h('button.primary', {type: 'submit'}, 'Show')));
    this.#custom.addEventListener('toggle', () => this.#custom.open && this.#prefill());
    place.append(group, this.#custom,
      h('div.steps', {},
        h('button.icon', {type: 'button', 'aria-label': 'Step back', title: 'Step back (←)', onclick: () => this.step(-1)}, icon('back')),
        this.#pause, this.#forth),
      this.#span);
    onChange(() => this.#show());
    this.#show();
  }

  view(view) {
    this.#view = view;
    this.#show();
  }

  /** Holds the picture as it is, or lets it run on. */
  pause() {
    if (held()) go({from: null, to: null});
    else if (this.#view) go({from: this.#view.from, to: Math.ceil(this.#view.to / 1000) * 1000});
  }

  /** Moves by the length of the range; a step into the future is a return to now. */
  step(direction) {
    if (!this.#view) return;
    const [from, to] = held() ? [state.from, state.to] : [this.#view.from, Math.floor(this.#view.to / 1000) * 1000];
    const length = to - from;
    if (to + direction * length > Date.now()) go({from: null, to: null});
    else go({from: from + direction * length, to: to + direction * length});
  }

  #prefill() {
    this.#from.value = toWall(state.from ?? this.#view?.from ?? Date.now() - 3600000);
    this.#to.value = toWall(state.to ?? this.#view?.to ?? Date.now());
  }

  #apply(event) {
    event.preventDefault();
    const [from, to] = [fromWall(this.#from.value), fromWall(this.#to.value)];
    this.#to.setCustomValidity(from < to ? '' : 'This must lie after From.');
    if (!this.#to.reportValidity()) return;
    this.#custom.open = false;
    go({from, to});
  }

  #show() {
    for (const [range, button] of this.#presets) {
      attribute(button, 'aria-pressed', String(!held() && state.range === range));
    }
    const label = held() ? 'Run on' : 'Hold';
    if (this.#pause.getAttribute('aria-label') !== label) {
      this.#pause.setAttribute('aria-label', label);
      this.#pause.title = `${label} (space)`;
      this.#pause.replaceChildren(icon(held() ? 'play' : 'pause'));
    }
    this.#forth.disabled = !held();
    if (this.#view) say(this.#span, this.#describe());
  }

  #describe() {
    const {from, to, granularity} = this.#view;
    const sameDay = day(from) === day(to);
    const long = to - from > 3 * 86400000;
    const times = long ? `${day(from)} – ${day(to)}`
      : sameDay ? `${clock(from)} – ${clock(to)}`
      : `${dayAndMinute(from)} – ${dayAndMinute(to)}`;
    return `${times} ${zoneName()} · one point ${POINT[granularity]}`;
  }
}
