package io.sluice.playground.command;

import io.sluice.playground.part.SluiceHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the benchmarks in a JVM of their own: their classpath has Flink SQL, this one has not. */
@Command(
    name = "bench",
    description = "Measure ours, the plain loop and Flink SQL side by side.",
    footer = "Everything else is handed on: the name of a benchmark, all when absent, and options.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  private static final String MAIN = "io.sluice.benchmarks.Bench";

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Xmx" + System.getProperty("sluice.bench.heap", "6g"));
    line.add("-Dsluice.root=" + SluiceHome.find().root());
    line.add("-cp");
    line.add(SluiceHome.find().benchmarksClasspath());
    line.add(MAIN);
    line.addAll(arguments);
    Process process = new ProcessBuilder(line).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "reap-bench"));
    return process.waitFor();
  }
}
