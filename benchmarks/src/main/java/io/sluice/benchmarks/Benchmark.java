package io.sluice.benchmarks;

/** A comparison with a name on the command line. */
interface Benchmark {
  String name();

  /** What it measures, in one line. */
  String about();

  void run(Options options, Report report) throws Exception;
}
