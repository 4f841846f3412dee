package io.sluice.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much is measured.
 *
 * @param lines records of each contender in each round
 * @param rounds that count; one before them warms up
 * @param folder where input is kept from run to run
 * @param contenders comma-separated names, or "all"
 * @param profile whether every contender leaves a flight recording
 */
record Options(long lines, int rounds, Path folder, String contenders, boolean profile) {
  boolean wants(String contender) {
    return contenders.equals("all") || List.of(contenders.split(",")).contains(contender);
  }

  /** What the JVM of a contender is started with: the same for all. */
  List<String> jvm(String contender) {
    List<String> jvm = new ArrayList<>(List.of("-Xms2g", "-Xmx2g", "-XX:+UseG1GC"));
    if (profile) {
      Path recording = folder.resolve(contender + ".jfr");
      jvm.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording);
    }
    return List.copyOf(jvm);
  }
}
