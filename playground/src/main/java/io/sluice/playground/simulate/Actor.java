package io.sluice.playground.simulate;

/** Somebody who makes requests. One thread; draws only from its own source of chance. */
interface Actor {
  /** Makes the next request of this kind, at that time: fills in all of the exchange. */
  void act(Exchange x, long now);
}
