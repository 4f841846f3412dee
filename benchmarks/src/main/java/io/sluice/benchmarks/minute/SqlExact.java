package io.sluice.benchmarks.minute;

/** SQL that counts distinct clients exactly. */
public final class SqlExact extends SqlJob {
  public SqlExact() {
    super("COUNT(DISTINCT client)");
  }
}
