package io.sluice.benchmarks;

import java.nio.file.Path;

/**
 * How much is measured.
 *
 * @param lines records of each contender in each round
 * @param rounds that count; one before them warms up
 * @param folder where input is kept from run to run
 * @param contenders comma-separated names, or "all"
 * @param jvm extra option of the contenders' JVMs, or empty; such as one that starts a recording
 */
record Options(long lines, int rounds, Path folder, String contenders, String jvm) {
  boolean wants(String contender) {
    return contenders.equals("all") || java.util.List.of(contenders.split(",")).contains(contender);
  }
}
