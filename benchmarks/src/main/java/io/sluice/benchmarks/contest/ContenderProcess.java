package io.sluice.benchmarks.contest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A contender in a JVM of its own, asked round by round. What it prints goes to a file. */
public final class ContenderProcess implements AutoCloseable {
  private static final long END_SECONDS = 20;

  private final String name;
  private final Path log;
  private final Process process;
  private final PrintStream tasks;
  private final BufferedReader answers;

  private ContenderProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.tasks = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * @param jvm options of the JVM, such as its heap
   */
  public static ContenderProcess start(
      String name, Class<? extends Contender> contender, Path directory, List<String> jvm) {
    Path log = directory.resolve(name + ".log");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Dsluice.log=" + log);
    // Standard output belongs to the answers.
    line.addAll(List.of("-Xlog:disable", "-Xlog:all=warning:stderr"));
    line.addAll(jvm);
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(ContenderMain.class.getName(), contender.getName()));
    try {
      Files.createDirectories(directory);
      Process process =
          new ProcessBuilder(line)
              .redirectError(directory.resolve(name + ".err").toFile())
              .directory(directory.toFile())
              .start();
      return new ContenderProcess(name, log, process);
    } catch (IOException e) {
      throw new ContestException("cannot start " + name, e);
    }
  }

  public String name() {
    return name;
  }

  public Round run(Task task) {
    tasks.println(task.line());
    String answer;
    try {
      answer = answers.readLine();
      while (answer != null && !ContenderMain.isAnswer(answer)) {
        answer = answers.readLine();
      }
    } catch (IOException e) {
      throw new ContestException(name + " does not answer, see " + log, e);
    }
    if (answer == null || !answer.startsWith(ContenderMain.DONE)) {
      throw new ContestException(name + ": " + answer + ", see " + log, null);
    }
    return Round.parse(answer.substring(ContenderMain.DONE.length()));
  }

  @Override
  public void close() {
    tasks.close();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
