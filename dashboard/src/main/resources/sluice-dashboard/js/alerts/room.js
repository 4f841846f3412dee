// The page Alerts: the answer, the picture, the evidence, and what to do.

import {h, say, attribute} from '../dom.js';
import {Headline} from '../headline.js';
import {paint} from '../paint.js';
import {onChange, state} from '../state.js';
import {Editor} from './editor.js';
import {answer} from './headline.js';
import {HeldBack} from './heldback.js';
import {OpenAlerts} from './list.js';
import {Messages} from './messages.js';
import {Operator} from './operator.js';
import {OverTime, Where} from './picture.js';
import {Rules} from './rules.js';
import {Stories} from './stories.js';
import {Tiles} from './tiles.js';

const TOLD_FOR = 7000;

function mount(root, shell) {
  let acts = {known: null, shelved: [], newest: []};
  const operator = new Operator(shell.desk, tell);
  const room = {
    shell, operator,
    acts: () => acts,
    /** Who shelved a device, a rule or an alert, and until when. */
    shelf: (target, id) => acts.shelved.find((act) => act.target === target && act.id === id) ?? null,
    /** Who acknowledged an alert; the job may not have counted it yet. */
    said: (id) => acts.newest.find((act) => act.action === 'ACK' && act.target === 'alert' && act.id === id) ?? null,
    shelve: (alert) => operator.shelve([
      ['alert', alert.id, 'this alert'], ['device', alert.device, `the device ${alert.device}`], ['rule', alert.rule, `the rule ${alert.rule}`],
    ]),
  };
  const headline = new Headline();
  const tiles = new Tiles(shell);
  const overTime = new OverTime(shell);
  const where = new Where(shell);
  const list = new OpenAlerts(room);
  const heldBack = new HeldBack(room);
  const messages = new Messages(room);
  const rules = new Rules(room);
  const stories = new Stories(room);
  const editor = new Editor(room);
  const at = (panel, place) => {
    panel.element.classList.add(place);
    return panel.element;
  };

  root.replaceChildren(
    h('h1.read', {}, 'Alerts'),
    headline.element, tiles.element,
    h('div.panels', {},
      at(overTime.panel, 'main'), at(where.panel, 'side'),
      at(list.panel, 'whole'),
      at(heldBack.panel, 'half'), at(messages.panel, 'half'),
      at(rules.panel, 'whole')));

  const panels = [overTime, where, list, heldBack, messages, rules];

  /** What each figure brings up to date. */
  function painters(figures, view) {
    const {open, summary, usual, heldback: causes} = figures;
    const narrowed = state.filters.length ? shell.filterLabels() : null;
    const told = ['answer', headline.element, () => headline.say(answer(figures, view, narrowed))];
    const listed = ['list', list.panel.element, () => figures.list && list.show(figures.list, open, view)];
    const held = ['heldback', heldBack.panel.element, () => causes && heldBack.show(causes, acts.known === null ? null : acts)];
    const ruled = ['rules', rules.panel.element, () => rules.show(figures.rules, figures.hits)];
    const spoken = ['messages', messages.panel.element, () => figures.messages && messages.show(figures.messages, Math.max(5, Math.min(14, Math.round(heldBack.lines))))];
    const counted = ['tiles open', tiles.element, () => {
      tiles.open(open);
      if (causes) tiles.held(causes, open);
    }];
    const happened = ['tiles sent', tiles.element, () => summary && tiles.summary(summary, usual, view)];
    return {
      open: [told, counted, ['where', where.panel.element, () => where.show(open)], listed],
      list: [listed],
      summary: [told, happened],
      usual: [happened],
      timeline: [
        ['overtime', overTime.panel.body.firstChild, () => overTime.show(figures.timeline, view)],
      ],
      heldback: [held, spoken, ...(open ? [counted] : [])],
      acts: [held, spoken, listed, ruled],
      messages: [spoken],
      rules: [ruled],
      hits: [ruled],
    };
  }

  function open(shown) {
    const colon = shown.indexOf(':');
    const [kind, id] = [shown.slice(0, colon), shown.slice(colon + 1)];
    if (kind === 'rule') editor.open(id);
    else if (kind === 'alert' || kind === 'device') stories.open(kind, id);
  }

  onChange((before) => {
    if (before.show !== state.show) {
      if (!state.show?.startsWith('rule:')) editor.closed();
      if (!isStory(state.show)) stories.closed();
    }
  });

  const pointed = (act) => () => {
    const alert = list.pointedAt();
    if (alert && operator.open) act(alert);
  };

  return {
    update(names, figures, view) {
      root.removeAttribute('data-waiting');
      if (figures.acts) acts = figures.acts;
      const jobs = painters(figures, view);
      for (const name of names) (jobs[name] ?? []).forEach((job) => paint(...job));
      if (names.includes('rules')) editor.hear(figures.rules.rows);
      if (isStory(state.show) && names.some((name) => ['list', 'acts', 'messages', 'summary'].includes(name))) open(state.show);
    },
    expect() {
      root.setAttribute('data-waiting', '');
      panels.forEach(({panel}) => panel.expect());
    },
    restyle() {
      overTime.restyle();
    },
    open,
    keys: [
      {key: 'j', meaning: 'The next open alert', act: () => list.move(1)},
      {key: 'k', meaning: 'The one before', act: () => list.move(-1)},
      {key: 'a', meaning: 'Acknowledge the alert pointed at', act: pointed((alert) => alert.step === 'DISPATCHED' && !alert.acknowledgedAt && operator.acknowledge(alert.id))},
      {key: 's', meaning: 'Shelve the alert pointed at, its device or rule', act: pointed(room.shelve)},
    ],
  };
}

const isStory = (shown) => /^(alert|device):/.test(shown ?? '');

const said = document.getElementById('said');
let hush = 0;

/** Tells what became of something that was asked for. */
function tell(text, bad = false) {
  say(said, text);
  attribute(said, 'data-bad', String(bad));
  said.hidden = false;
  clearTimeout(hush);
  hush = setTimeout(() => (said.hidden = true), TOLD_FOR);
  // Above an open sheet, which is in the browser's top layer.
  said.popover = 'manual';
  said.hidePopover?.();
  said.showPopover?.();
}

const words = {
  noTables: 'The tables of alerts are not there yet: device-alert-job makes them at its start. Submit the job, or run ./sluice demo.',
  noRows: 'No alert has been raised yet. Send events of devices to device-alert-job, and give it rules; try both first with ./sluice replay device-alert.',
  silent: (age) => `Nothing has changed for ${age}. Either no device is in trouble, or the job stands still, which its tables cannot tell: look at its page in the Flink UI.`,
  calm: true,
};

const filter = {
  dimensions: {site: 'Site', severity: 'Severity', rule: 'Rule', device: 'Device'},
  hint: 'Filter: site, severity, rule, device …',
  many: true,
};

export default {id: 'alerts', title: 'Alerts', mount, words, filter, rows: 'alert'};
