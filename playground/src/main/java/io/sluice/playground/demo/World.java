package io.sluice.playground.demo;

import io.sluice.playground.part.FlinkCluster;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.part.Part;
import io.sluice.playground.part.PartException;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.part.SluiceHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Broker, Postgres and Flink cluster together. */
public record World(KafkaBroker broker, PostgresServer postgres, FlinkCluster cluster)
    implements AutoCloseable {

  public static World in(SluiceHome home, Path directory, FlinkCluster.Size size) {
    return new World(
        new KafkaBroker(home, directory),
        new PostgresServer(directory),
        new FlinkCluster(home, directory, size));
  }

  /** Starts all three side by side and says when each serves. */
  public void start(Consumer<String> progress) {
    List<CompletableFuture<Void>> starts =
        List.<Part>of(broker, postgres, cluster).stream()
            .map(part -> CompletableFuture.runAsync(() -> start(part, progress)))
            .toList();
    try {
      starts.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof PartException told ? told : e;
    }
  }

  private static void start(Part part, Consumer<String> progress) {
    long begin = System.nanoTime();
    part.start();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    progress.accept("%s is up after %.1f s".formatted(part.name(), took.toMillis() / 1000.0));
  }

  @Override
  public void close() {
    cluster.kill();
    broker.stop();
    postgres.stop();
  }
}
