// What was said last to whoever sends people.

import {h, say, keepEach, attribute} from '../dom.js';
import {count, full} from '../format.js';
import {Panel} from '../panel.js';
import {at, MESSAGES, MESSAGE_REASONS, severityMark, paintSeverity} from './words.js';

export class Messages {
  panel;
  #shell;
  #list = h('ul.messages', {});
  #empty = h('p.empty', {hidden: true});

  constructor(room) {
    this.#shell = room.shell;
    this.panel = new Panel(room.shell, 'messages', 'Sent and taken back', 'dispatch');
    this.panel.body.append(this.#list, this.#empty);
  }

  /** most: as many as there is room for. */
  show({rows}, most) {
    this.#empty.hidden = rows.length > 0;
    say(this.#empty, 'Nobody was sent or called back in this range.');
    this.panel.caption(rows.length ? 'the newest first' : '');
    keepEach(this.#list, rows.slice(0, most), (row) => row.id, () => this.#make(), (li, row) => this.#update(li, row));
  }

  #make() {
    const li = h('li', {}, h('time', {}), severityMark(), h('b', {}), h('button.link', {type: 'button', onclick: () => this.#open(li.message)}), h('small', {}));
    return li;
  }

  #open(message) {
    if (message.alert) this.#shell.show('alert', message.alert);
  }

  #update(li, row) {
    li.message = row;
    const [time, mark, word, about, reason] = li.children;
    say(time, at(row.at));
    attribute(time, 'title', full(row.at));
    paintSeverity(mark, row.severity);
    attribute(li, 'data-action', row.action);
    say(word, MESSAGES[row.action] ?? row.action);
    const what = row.alert ? `${row.device}, ${row.type}` : `${count(row.dispatches)} dispatches at ${row.site}`;
    say(about, what);
    attribute(about, 'title', what);
    about.disabled = !row.alert;
    const unsure = row.deviceConfig === 'CURRENT' ? '' : ', device configuration from memory';
    say(reason, `${MESSAGE_REASONS[row.reason] ?? row.reason}${unsure}`);
  }
}
