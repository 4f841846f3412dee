// The sheet about one rule: its text, and what the job says to a new one.

import {h, say, attribute} from '../dom.js';
import {count, full} from '../format.js';
import {show} from '../sheet.js';
import {state} from '../state.js';
import {at} from './words.js';

const PATIENCE = 20000;
const SAMPLE = `id: overheat-then-stall
alertType: ENGINE_OVERHEAT
severity: CRITICAL
match:
  allOf: [{fault: "A"}, {fault: "B"}]
  within: 60s
  unless: [{recovery: "A"}]
revokeOn: [{recovery: "A"}]
hold: 30s
`;

export class Editor {
  #room;
  #id = null;
  #published = null;
  #text = h('textarea', {spellcheck: 'false', rows: '16', 'aria-label': 'The rule, YAML or JSON', onkeydown: (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && this.#publish()});
  #answer = h('p.answer', {role: 'status', hidden: true});
  #button;
  #statuses = [];

  constructor(room) {
    this.#room = room;
    this.#button = h('button.primary', {type: 'button', onclick: () => this.#publish()}, 'Publish');
  }

  /** An empty id begins a new rule. What is being written is never replaced. */
  async open(id) {
    if (this.#id === id) return;
    this.#id = id;
    this.#published = null;
    this.#tell('', '');
    const title = id ? `Rule ${id}` : 'New rule';
    show(title, h('p.quiet', {}, 'Reading the rule …'));
    const answer = id ? await fetch(`/api/alerts/rule?id=${encodeURIComponent(id)}`).catch(() => null) : null;
    const story = await answer?.json().catch(() => null);
    if (this.#id !== id || state.show !== `rule:${id}`) return;
    if (id && !answer?.ok) {
      this.#id = null;
      show(title, h('p', {}, story?.error ?? 'The dashboard server does not answer. Try again in a moment.'));
      return;
    }
    const {operator} = this.#room;
    this.#text.value = story?.document ?? (id ? unknown(id) : SAMPLE);
    this.#text.readOnly = !operator.open;
    this.#button.disabled = !operator.open;
    show(title,
      h('div.story', {},
        h('p.why', {}, id ? status(story) : 'Write a rule in YAML or JSON; the job checks it and says whether it takes it.'),
        story?.publishedAt ? h('p.quiet', {title: full(story.publishedAt)}, `Published ${at(story.publishedAt)}${story.publishedBy ? ` by ${story.publishedBy}` : ''}.`) : null,
        id && !story?.document ? h('p.quiet', {}, 'Its text is not known here: it came with the file of the job, or before the dashboard could read its topic. What you publish takes its place.') : null,
        this.#text, this.#answer,
        h('div.buttons', {},
          operator.open ? h('span.quiet', {}, 'An edit acts on what happens from now on; open alerts stay open.') : h('span.closed', {}, operator.why),
          id && operator.open ? h('button.secondary.bad', {type: 'button', onclick: () => this.#remove()}, 'Remove the rule') : null, this.#button)));
    if (operator.open) this.#text.focus();
  }

  closed() {
    this.#id = null;
    this.#published = null;
  }

  /** What the job says of rules now. */
  hear(statuses) {
    this.#statuses = statuses;
    if (!this.#published) return;
    const {at: published, origin, ruleId} = this.#published;
    const said = statuses.find((s) => s.statusAt === published && (s.id === ruleId || s.id === origin)) ?? statuses.find((s) => s.id === ruleId && s.statusAt > published);
    if (said) {
      this.#published = null;
      this.#button.disabled = false;
      this.#tell(said.status, judged(said));
    }
  }

  #remove() {
    this.#text.value = `{"id": ${JSON.stringify(this.#id)}, "removed": true}\n`;
    this.#tell('', 'Publish this to remove the rule: its open alerts are revoked.');
    this.#button.focus();
  }

  async #publish() {
    if (this.#button.disabled) return;
    this.#button.disabled = true;
    this.#tell('', 'Publishing …');
    const published = await this.#room.operator.publish(this.#text.value, this.#id);
    if (!published) {
      this.#button.disabled = false;
      this.#tell('', '');
      return;
    }
    this.#published = published;
    this.#tell('', 'Published. Waiting for the job to check it …');
    setTimeout(() => this.#givenUp(published), PATIENCE);
    this.hear(this.#statuses);
  }

  #givenUp(published) {
    if (this.#published !== published) return;
    this.#button.disabled = false;
    this.#tell('', 'The job has not answered. If the text says nothing new, there is no new version and no answer; else look whether the job runs.');
  }

  #tell(status, words) {
    this.#answer.hidden = !words;
    attribute(this.#answer, 'data-status', status);
    say(this.#answer, words);
  }
}

function judged({status, reason, version, statusAt}) {
  if (status === 'REFUSED') return `Refused: ${reason} The version before acts on.`.replace(/([^.])( The version)/, '$1.$2');
  if (status === 'REMOVED') return `Removed at ${at(statusAt)}; its open alerts are revoked.`;
  return `Active as version ${count(version)} since ${at(statusAt)}.`;
}

function status(story) {
  const hits = `${count(story.hits)} ${story.hits === 1 ? 'alert' : 'alerts'} so far`;
  if (!story.rule) return `${story.publishedAt ? 'Published; the job says nothing of rules that it found at its start' : 'Active from the start of the job'}; ${hits}.`;
  return `${judged(story.rule).replace(/\.$/, '')}; ${hits}.`;
}

const unknown = (id) => `id: ${id}\n`;
