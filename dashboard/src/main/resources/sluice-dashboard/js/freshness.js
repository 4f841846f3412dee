// How fresh the figures are, and what to do when they are not.

import {h, say, attribute} from './dom.js';
import {ago, clock, dayAndMinute, duration} from './format.js';
import {held, state} from './state.js';

/** How long nothing may happen in a calm room before it is spoken of. */
const WORTH_A_WORD = 10 * 60 * 1000;

export class Freshness {
  #pill = h('span.pill', {}, h('i.sign', {'aria-hidden': 'true'}), h('b', {}), h('span', {}));
  #notice;
  #staleAfter = 10000;
  #quietAfter = 6000;
  #pulse = null;
  #pulseAt = 0;
  #line = 'opening';
  #sentence = '';
  #openedAt = performance.now();
  #words;

  /** words: what to say of the room's tables: {noTables, noRows, silent(age), calm}; calm: no row is no news. */
  constructor(place, notice, words) {
    this.#words = words;
    place.append(this.#pill);
    this.#notice = notice;
    setInterval(() => this.show(), 250);
  }

  settle({staleAfterMs, pollMs}) {
    this.#staleAfter = staleAfterMs;
    this.#quietAfter = Math.max(6000, 4 * pollMs);
  }

  pulse(pulse) {
    if (pulse.database === 'up' || !this.#pulse) {
      this.#pulse = pulse;
    } else {
      this.#pulse = {...this.#pulse, database: 'down', downSince: pulse.downSince};
    }
    this.#pulseAt = performance.now();
    this.#line = 'open';
    this.show();
  }

  line(state, sentence = '') {
    this.#line = state;
    this.#sentence = sentence;
    this.show();
  }

  /** [state, word, figure, sentence, button] */
  #judge() {
    const quiet = performance.now() - (this.#pulseAt || this.#openedAt);
    const pulse = this.#pulse;
    const age = pulse?.ageMs === undefined ? null : pulse.ageMs + (performance.now() - this.#pulseAt);
    if (this.#line === 'refused') return ['failed', 'Refused', '', this.#sentence];
    if (this.#line === 'lost' || quiet > this.#quietAfter) {
      return ['lost', 'Connection lost', pulse ? `figures of ${clock(pulse.now)}` : '',
        'The dashboard server does not answer. It is asked again by itself; if this stays, look whether it still runs.'];
    }
    if (!pulse) return ['loading', 'Loading', '', ''];
    if (pulse.database === 'down') {
      return ['down', 'Database down', pulse.written ? `figures of ${clock(pulse.written)}` : '',
        `The database has not answered for ${duration(Math.max(1000, Date.now() - pulse.downSince))}. What you see is what was last read; it comes back by itself when the database does.`];
    }
    if (held()) return ['held', 'Held', `until ${dayAndMinute(state.to)}`, ''];
    if (pulse.tables === false) return ['empty', 'Waiting', 'for the tables', this.#words.noTables];
    if (age === null) return ['empty', 'Waiting', 'for the first row', this.#words.noRows];
    if (age > this.#staleAfter && this.#words.calm) {
      return ['quiet', 'Quiet', `last change ${ago(age)}`, age > WORTH_A_WORD ? this.#words.silent(duration(age)) : ''];
    }
    if (age > this.#staleAfter) return ['stale', 'Stale', `last row ${ago(age)}`, this.#words.silent(duration(age))];
    const behind = pulse.newestSecond ? pulse.now - pulse.newestSecond : 0;
    if (behind > 60000) {
      return ['live', 'Catching up', `${duration(behind)} behind`,
        `Rows arrive, but they tell of requests from ${duration(behind)} ago: the job is working through a backlog.`];
    }
    return ['live', 'Live', ago(age), ''];
  }

  show() {
    const [kind, word, figure, sentence] = this.#judge();
    const [, name, detail] = this.#pill.children;
    attribute(document.body, 'data-state', kind);
    attribute(this.#pill, 'data-state', kind);
    say(name, word);
    say(detail, figure);
    this.#notice.hidden = !sentence;
    say(this.#notice, sentence);
  }
}

