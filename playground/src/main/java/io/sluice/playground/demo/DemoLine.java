package io.sluice.playground.demo;

import java.util.Locale;

/** The live line: what went in, how fast, what has come out. */
public final class DemoLine {
  private DemoLine() {}

  public static String of(SentLedger ledger, long counted, long startedAt, long now) {
    return of(ledger.handedOver(), ledger.goodHandedOver(), counted, startedAt, now);
  }

  static String of(long sent, long good, long counted, long startedAt, long now) {
    double seconds = Math.max(1, now - startedAt) / 1000.0;
    return String.format(
        Locale.ROOT,
        "%4.0f s  sent %,d lines (%,.0f a second), counted in Postgres %,d, %,d on the way",
        seconds,
        sent,
        sent / seconds,
        counted,
        Math.max(0, good - counted));
  }
}
