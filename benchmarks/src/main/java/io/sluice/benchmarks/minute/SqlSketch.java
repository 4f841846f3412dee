package io.sluice.benchmarks.minute;

/** SQL that counts distinct clients by an aggregate function over a HyperLogLog. */
public final class SqlSketch extends SqlJob {
  public SqlSketch() {
    super("DISTINCT_SKETCH(client)");
  }
}
