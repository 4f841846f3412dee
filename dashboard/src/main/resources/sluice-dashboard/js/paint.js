// Painting in slices: each job gets a frame of its own, a newer job replaces the one still waiting,
// and what is off the screen or in a hidden tab waits until somebody can see it.

const waiting = new Map();
let asked = false;

const visible = new WeakMap();
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) visible.set(entry.target, entry.isIntersecting);
  ask();
}, {rootMargin: '200px'});

/** Lets jobs for this element wait while it is off the screen. */
export function watch(element) {
  watcher.observe(element);
}

export function paint(name, element, job) {
  waiting.set(name, {element, job});
  ask();
}

function ask() {
  if (!asked && waiting.size) {
    asked = true;
    requestAnimationFrame(frame);
  }
}

function frame() {
  asked = false;
  const start = performance.now();
  let done = false;
  for (const [name, {element, job}] of waiting) {
    if (visible.get(element) === false) continue;
    waiting.delete(name);
    const began = performance.now();
    job();
    performance.measure(`paint ${name}`, {start: began});
    done = true;
    if (performance.now() - start > 5) break;
  }
  if (done) ask();
}

document.addEventListener('visibilitychange', ask);
setInterval(() => performance.getEntriesByType('measure').length > 2000 && performance.clearMeasures(), 30000);
