// Colours live in the style sheet; the charts, which draw on a canvas, read them from there.

const listeners = [];

let known = new Map();

export function colour(name) {
  if (!known.has(name)) known.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return known.get(name);
}

export function onTheme(listener) {
  listeners.push(listener);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  known = new Map();
  listeners.forEach((l) => l());
});
