// One event stream per page; figures arrive whole at first, then only what changed.

import {state, viewQuery} from './state.js';

/** onFigures(names, figures, view), onPulse(pulse), onLine('open' | 'lost' | 'refused', sentence) */
export class Live {
  #source = null;
  #figures = {};
  #handlers;

  constructor(handlers) {
    this.#handlers = handlers;
  }

  open() {
    this.close();
    this.#figures = {};
    const source = new EventSource(`/api/${state.room}/live?${viewQuery()}`);
    source.addEventListener('open', () => this.#handlers.onLine('open'));
    source.addEventListener('figures', (event) => this.#take(JSON.parse(event.data)));
    source.addEventListener('pulse', (event) => this.#handlers.onPulse(JSON.parse(event.data)));
    source.addEventListener('refused', (event) => {
      this.close();
      this.#handlers.onLine('refused', event.data);
    });
    source.addEventListener('error', () => this.#lost(source));
    this.#source = source;
  }

  close() {
    this.#source?.close();
    this.#source = null;
  }

  async #lost(source) {
    this.#handlers.onLine('lost');
    // The browser tries again by itself unless the server answered with a refusal.
    if (source.readyState !== EventSource.CLOSED || source !== this.#source) return;
    const refusal = await fetch(`/api/${state.room}/summary?${viewQuery()}`).catch(() => null);
    if (refusal?.status === 400) this.#handlers.onLine('refused', (await refusal.json()).error);
    else setTimeout(() => source === this.#source && this.open(), 2000);
  }

  #take({view, figures}) {
    for (const [name, figure] of Object.entries(figures)) {
      this.#figures[name] = figure.patch ? merge(this.#figures[name], figure, view) : figure;
    }
    this.#handlers.onFigures(Object.keys(figures), this.#figures, view);
  }
}

function merge(known, patch, view) {
  const byTime = new Map(known.points.map((point) => [point[0], point]));
  patch.points.forEach((point) => byTime.set(point[0], point));
  const points = [...byTime.values()].filter((p) => p[0] >= view.from).sort((a, b) => a[0] - b[0]);
  return {...patch, points};
}
