package io.sluice.playground.part;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;

/** A parent that starts parts, writes their process ids and waits to be killed. */
public final class DoomedParent {
  private DoomedParent() {}

  /** Arguments: a run directory, the file to write the process ids to. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    new KafkaBroker(SluiceHome.find(), directory).start();
    new PostgresServer(directory).start();
    String broker =
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().commandLine().orElse("").contains("BrokerMain"))
            .map(child -> Long.toString(child.pid()))
            .findFirst()
            .orElseThrow();
    String postmaster =
        Files.readAllLines(directory.resolve("postgres/data/postmaster.pid")).get(0);
    Path draft = Path.of(args[1] + ".draft");
    Files.writeString(draft, broker + "\n" + postmaster + "\n");
    Files.move(draft, Path.of(args[1]), StandardCopyOption.ATOMIC_MOVE);
    new CountDownLatch(1).await();
  }
}
