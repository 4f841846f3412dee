// Where the input is not what it should be, once per episode.

import {h, say, keep, attribute} from '../dom.js';
import {clock, day, full} from '../format.js';
import {Panel} from '../panel.js';

const WORDS = {info: 'Note', warning: 'Warning', critical: 'Problem'};

export class Violations {
  panel;
  #sentence = h('p.sentence', {});
  #episodes = h('ul.episodes', {});

  constructor(shell) {
    this.panel = new Panel(shell, 'violations', 'Rules on quality', 'quality_violation');
    this.panel.body.append(this.#sentence, this.#episodes);
  }

  show({episodes}) {
    const open = episodes.filter((episode) => episode.open);
    this.panel.caption('an entry per episode');
    this.#sentence.classList.toggle('bad', open.some((episode) => episode.severity !== 'info'));
    say(this.#sentence, open.length ? `${open.length === 1 ? 'One rule is' : `${open.length} rules are`} violated now.` : episodes.length ? 'Nothing is violated now.' : 'Nothing was violated in this range.');
    keep(this.#episodes, episodes, () => h('li', {}, h('b', {}), h('span', {}), h('time', {})), (li, episode) => {
      const [word, message, time] = li.children;
      const when = (t) => (day(t) === day(Date.now()) ? clock(t) : `${day(t)}, ${clock(t)}`);
      attribute(li, 'data-severity', episode.open ? episode.severity : 'over');
      say(word, episode.open ? WORDS[episode.severity] ?? episode.severity : 'Over');
      say(message, `${episode.rule}: ${episode.message}`);
      say(time, episode.open ? `since ${when(episode.since)}` : `${when(episode.since)} – ${when(episode.toldAt)}`);
      attribute(time, 'title', full(episode.since));
    });
  }
}
