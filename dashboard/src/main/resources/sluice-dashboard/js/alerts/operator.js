// Acting: who you are and, where one was set, the access code; then one request with the token.

import {h} from '../dom.js';
import {fromWall, toWall, zoneName} from '../format.js';
import {until} from './words.js';

const NAME = 'sluice-name';
const CODE = 'sluice-code';
const MINUTE = 60000;
const LENGTHS = [['30 min', 30], ['1 h', 60], ['4 h', 240], ['8 h', 480], ['24 h', 1440]];

const dialog = h('dialog.sheet.ask', {'aria-labelledby': 'ask-title'});
document.body.append(dialog);

/** Storage may be forbidden; then the page asks again. */
function kept(store, name, value) {
  try {
    if (value !== undefined) store.setItem(name, value);
    return store.getItem(name) ?? '';
  } catch {
    return '';
  }
}

export class Operator {
  #desk;
  #say;

  /** desk: what /api/shell says of acting; say(text, bad) tells the viewer. */
  constructor(desk, say) {
    this.#desk = desk;
    this.#say = say;
  }

  get open() {
    return this.#desk.open;
  }

  /** Why nobody can act. */
  get why() {
    return this.#desk.why ?? '';
  }

  acknowledge(id) {
    return this.#act('Acknowledge the alert', {action: 'ACK', target: {alertId: id}},
      () => 'Acknowledged. The job counts it when event time has passed it, in a minute at most.');
  }

  unshelve(target, id) {
    return this.#act(`Unshelve the ${target}`, {action: 'UNSHELVE', target: {[`${target}Id`]: id}},
      () => `The ${target} ${target === 'alert' ? '' : `${id} `}is not shelved any more.`);
  }

  /** targets: [[target, id, words]], the likeliest first. */
  async shelve(targets) {
    const chosen = await this.#ask('Shelve until', this.#shelfFields(targets), 'Shelve');
    if (!chosen) return null;
    const [target, id] = targets[Number(chosen.get('target') ?? 0)];
    const time = shelfEnd(chosen);
    return this.#send('act', {action: 'SHELVE', target: {[`${target}Id`]: id}, until: new Date(time).toISOString()},
      () => `The ${target} is shelved until ${until(time)}: nobody is sent for it so long.`);
  }

  async publish(document, ruleId) {
    if (!(await this.#introduced('Publish the rule'))) return null;
    return this.#send('publish', {document, ruleId}, () => 'Published. The job says in a moment whether it takes it.');
  }

  async #act(title, request, done) {
    return (await this.#introduced(title)) ? this.#send('act', request, done) : null;
  }

  /** Asks for what is not known yet. */
  async #introduced(title) {
    const named = !this.#desk.askName || kept(localStorage, NAME);
    const coded = !this.#desk.askToken || kept(sessionStorage, CODE);
    return named && coded ? true : this.#ask(title, [], 'Go on');
  }

  async #send(name, request, done) {
    const answer = await fetch(`/api/alerts/${name}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-Sluice-Token': this.#desk.token ?? kept(sessionStorage, CODE)},
      body: JSON.stringify({...request, actor: kept(localStorage, NAME) || this.#name}),
    }).catch(() => null);
    const body = await answer?.json().catch(() => null);
    if (answer?.ok) {
      this.#say(done());
      return body;
    }
    if (answer?.status === 403 && this.#desk.askToken) kept(sessionStorage, CODE, '');
    this.#say(body?.error ?? 'The dashboard server does not answer. Nothing was done; try again in a moment.', true);
    return null;
  }

  #name = '';

  #fields() {
    return [
      this.#desk.askName && h('label', {}, 'Your name', h('input', {name: 'name', required: true, maxlength: 100, autocomplete: 'name', value: kept(localStorage, NAME) || this.#name})),
      this.#desk.askToken && h('label', {}, 'Access code', h('input', {name: 'code', required: true, type: 'password', value: kept(sessionStorage, CODE)})),
    ].filter(Boolean);
  }

  #shelfFields(targets) {
    const radio = (name, value, checked, ...words) => h('label.choice', {}, h('input', {type: 'radio', name, value, checked}), h('span', {}, ...words));
    const now = Date.now();
    const wall = toWall(now + 60 * MINUTE).slice(0, 16);
    return [
      targets.length > 1 && h('fieldset', {}, h('legend', {}, 'What'), ...targets.map(([, , words], i) => radio('target', String(i), i === 0, words))),
      h('fieldset.lengths', {}, h('legend', {}, 'How long'), ...LENGTHS.map(([label, minutes], i) => radio('length', String(minutes), i === 1, label, h('small', {}, ` ${until(now + minutes * MINUTE)}`))),
        radio('length', 'time', false, 'Until')),
      h('label.time-field', {}, `Until, in ${zoneName()}`, h('input', {name: 'time', type: 'datetime-local', value: wall,
        onfocus: (event) => (event.target.form.querySelector('[value="time"]').checked = true)})),
    ].filter(Boolean);
  }

  /** What was filled in; null if somebody thought better of it. */
  #ask(title, fields, go) {
    return new Promise((resolve) => {
      let filled = null;
      const form = h('form', {onsubmit: (event) => {
        event.preventDefault();
        const data = new FormData(form);
        const end = form.elements.namedItem('time');
        if (end) {
          end.setCustomValidity(data.get('length') !== 'time' || shelfEnd(data) > Date.now() ? '' : 'This must lie after now.');
          if (!end.reportValidity()) return;
        }
        if (data.has('name')) this.#name = kept(localStorage, NAME, data.get('name').trim()) || data.get('name').trim();
        if (data.has('code')) kept(sessionStorage, CODE, data.get('code'));
        filled = data;
        dialog.close();
      }}, ...fields, ...this.#fields(),
      h('p.quiet', {}, 'What you do is recorded with your name and the time.'),
      h('div.buttons', {}, h('button.secondary', {type: 'button', onclick: () => dialog.close()}, 'Cancel'), h('button.primary', {type: 'submit'}, go)));
      dialog.replaceChildren(h('header', {}, h('h2', {id: 'ask-title'}, title)), form);
      dialog.addEventListener('close', () => resolve(filled), {once: true});
      dialog.showModal();
    });
  }
}

function shelfEnd(data) {
  return data.get('length') === 'time' ? fromWall(`${data.get('time')}:00`) : Date.now() + Number(data.get('length')) * MINUTE;
}
