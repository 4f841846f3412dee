// The pages. Each module exports {id, title, words, filter, rows, mount(root, shell)}: what to say of its
// tables, what it can be narrowed by, the rows that R shows. mount returns {update(names, figures, view),
// expect(), restyle()}, and if it has them open(show) for what the address shows in the sheet, and
// keys: [{key, meaning, act}].

import alerts from './alerts/room.js';
import traffic from './traffic/room.js';

export const rooms = [traffic, alerts];
