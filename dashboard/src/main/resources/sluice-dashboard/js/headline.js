// The answer in a sentence.

import {h, keep, say} from './dom.js';

export class Headline {
  element = h('p.headline', {'aria-live': 'off'});

  /** parts: [text, strong] each. */
  say(parts) {
    keep(this.element, parts, () => h('span', {}), (span, [text, strong]) => {
      span.className = strong ? 'strong' : '';
      say(span, text);
    });
  }
}
