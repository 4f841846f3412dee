// Elements without markup in strings: nothing that came from a log line is ever read as HTML.

const SVG = 'http://www.w3.org/2000/svg';

/** h('button.quiet', {onclick, 'aria-label': 'Close'}, 'text', child, …) */
export function h(selector, props = {}, ...children) {
  const [tag, ...classes] = selector.split('.');
  return fill(document.createElement(tag), classes, props, children);
}

export function svg(selector, props = {}, ...children) {
  const [tag, ...classes] = selector.split('.');
  return fill(document.createElementNS(SVG, tag), classes, props, children);
}

function fill(element, classes, props, children) {
  if (classes.length) element.classList.add(...classes);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((c) => c !== null && c !== undefined));
  return element;
}

/** Sets text only where it differs, so that an unchanged figure costs no layout. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function attribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Keeps a child for each item by its key, so that what somebody points at stays the same thing. */
export function keepEach(parent, items, key, make, update) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const focused = document.activeElement;
  items.forEach((item, i) => {
    const child = known.get(key(item)) ?? make();
    known.delete(key(item));
    child.dataset.key = key(item);
    update(child, item, i);
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null);
  });
  known.forEach((child) => child.remove());
  // To move an element takes the focus from it.
  if (focused !== document.activeElement && parent.contains(focused)) focused.focus();
}

/** Keeps as many children as there are items, made by make() and brought up to date by update(). */
export function keep(parent, items, make, update) {
  while (parent.children.length > items.length) parent.lastElementChild.remove();
  while (parent.children.length < items.length) parent.append(make());
  items.forEach((item, i) => update(parent.children[i], item, i));
}
