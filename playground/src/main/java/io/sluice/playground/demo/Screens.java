package io.sluice.playground.demo;

import io.sluice.playground.part.PostgresServer;
import java.net.URI;

/** The dashboard over the demo's database. */
final class Screens implements AutoCloseable {
  private final URI uri;

  private Screens(URI uri) {
    this.uri = uri;
  }

  static Screens on(PostgresServer postgres, int port) {
    return new Screens(URI.create("about:blank#" + postgres.name() + port));
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {}
}
