package io.sluice.playground.testing;

import io.sluice.playground.part.FlinkCluster;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.part.Part;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.part.SluiceHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the real parts: {@code @ExtendWith(Parts.class)} and a parameter of type {@link
 * KafkaBroker}, {@link PostgresServer} or {@link FlinkCluster}.
 *
 * <p>Each is started when first asked for, shared by every test class of the run and torn down at
 * its end. So a test takes topics and databases with names of its own, ends its jobs, and starts
 * again what it stopped.
 */
public final class Parts implements ParameterResolver {
  private static final ExtensionContext.Namespace SHARED =
      ExtensionContext.Namespace.create(Parts.class);

  private static final Map<Class<?>, Supplier<Part>> MAKERS =
      Map.of(
          KafkaBroker.class, () -> new KafkaBroker(SluiceHome.find(), runDirectory()),
          PostgresServer.class, () -> new PostgresServer(runDirectory()),
          FlinkCluster.class,
              () ->
                  new FlinkCluster(SluiceHome.find(), runDirectory(), FlinkCluster.Size.of(2, 2)));

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return MAKERS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    Part part =
        context
            .getRoot()
            .getStore(SHARED)
            .getOrComputeIfAbsent(type, key -> new Started(MAKERS.get(key).get()), Started.class)
            .part();
    part.start();
    return part;
  }

  /** Closed by JUnit when the whole run is over. */
  private record Started(Part part) implements AutoCloseable {
    @Override
    public void close() {
      part.stop();
    }
  }

  private static Path runDirectory() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "parts").toAbsolutePath());
      return Files.createTempDirectory(parent, "run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
