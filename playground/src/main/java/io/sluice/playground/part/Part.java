package io.sluice.playground.part;

/**
 * One process, or a group of them, of the embedded world.
 *
 * <p>Every part ends with this JVM, be it stopped or killed. Not safe for use by several threads.
 */
public interface Part extends AutoCloseable {

  /** What the part is called in messages and log files. */
  String name();

  /** Returns when the part truly serves; does nothing when it runs already. */
  void start();

  /** Orderly end; ports and data are kept for the next start. */
  void stop();

  /** What kill -9 does; ports and data are kept for the next start. */
  void kill();

  boolean isRunning();

  @Override
  default void close() {
    stop();
  }
}
