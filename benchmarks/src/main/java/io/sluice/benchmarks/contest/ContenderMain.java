package io.sluice.benchmarks.contest;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of one contender: reads a task per line, answers each with a line. Standard output
 * carries nothing else; whatever a library prints goes to standard error. Ends with its input, so
 * that it never outlives the process that asks.
 */
final class ContenderMain {
  static final String DONE = "done ";
  static final String FAILED = "failed ";

  private static final Logger LOG = LoggerFactory.getLogger(ContenderMain.class);

  private ContenderMain() {}

  /** Other lines are the JVM's own, said before anybody could redirect them. */
  static boolean isAnswer(String line) {
    return line.startsWith(DONE) || line.startsWith(FAILED);
  }

  /**
   * @param args the class of the contender, which has a public constructor without arguments
   */
  public static void main(String[] args) throws Exception {
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    BufferedReader tasks =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Contender contender =
        (Contender) Class.forName(args[0]).getDeclaredConstructor().newInstance()) {
      for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
        answers.println(answer(contender, Task.parse(line)));
      }
    }
    System.exit(0);
  }

  private static String answer(Contender contender, Task task) {
    // What the round before left behind is not this round's to collect.
    System.gc();
    try {
      return DONE + contender.run(task).line();
    } catch (Exception | LinkageError failed) {
      LOG.error("The task {} failed", task, failed);
      StringBuilder reasons = new StringBuilder(failed.toString());
      for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
        reasons.append(" <- ").append(cause);
      }
      return FAILED + reasons.toString().replace('\n', ' ');
    }
  }
}
