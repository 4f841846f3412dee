// The pages. Each module exports {id, title, mount(root, shell)}; mount returns
// {update(names, figures, view), restyle()}.

import traffic from './traffic/room.js';

export const rooms = [traffic];
