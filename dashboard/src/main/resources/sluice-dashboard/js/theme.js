// Colours live in the style sheet; the charts, which draw on a canvas, read them from there.

const listeners = [];

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function onTheme(listener) {
  listeners.push(listener);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => listeners.forEach((l) => l()));
