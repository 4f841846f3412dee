package io.sluice.playground.demo;

import java.util.Locale;

/** The live line: what went in, how fast since the line before, what has come out. */
public final class DemoLine {
  private final long startedAt;
  private long sentBefore;
  private long toldAt;

  /**
   * @param sentBefore lines that had been handed over by then
   * @param startedAt epoch milliseconds
   */
  public DemoLine(long sentBefore, long startedAt) {
    this.startedAt = startedAt;
    this.sentBefore = sentBefore;
    this.toldAt = startedAt;
  }

  public String next(Demo demo, long now) {
    SentLedger ledger = demo.ledger();
    long accounted = demo.counted() + demo.leftOut();
    return next(ledger.handedOver(), ledger.goodHandedOver() - accounted, demo.counted(), now);
  }

  String next(long sent, long onTheWay, long counted, long now) {
    double perSecond = (sent - sentBefore) * 1000.0 / Math.max(1, now - toldAt);
    sentBefore = sent;
    toldAt = now;
    return String.format(
        Locale.ROOT,
        "%4.0f s  sent %,d lines (%,.0f a second), counted in Postgres %,d, %,d on the way",
        (now - startedAt) / 1000.0,
        sent,
        perSecond,
        counted,
        Math.max(0, onTheWay));
  }
}
