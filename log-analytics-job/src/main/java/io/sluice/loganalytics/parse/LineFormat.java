package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;

/**
 * One shape of access log lines, or several that can be told apart.
 *
 * <p>What comes of a line depends on the line alone, never on the lines before it: an
 * implementation may keep caches, no opinions. The one exception is {@link W3cFormat}, whose logs
 * say in their header how to read them; what it remembers is kept in {@link W3cHeaders}. Used by
 * one thread.
 */
interface LineFormat {
  /**
   * Reads the line {@code request.buffer[0, to)}, at least one byte, into the request, whose fields
   * of the line have been reset.
   *
   * @return REQUEST, or why not; then the request holds rubbish
   */
  Outcome parse(AccessRequest request, int to);

  /** What messages call it. */
  String name();

  /** The name of the shape that the line read last had; the same object for the same shape. */
  default String recognised() {
    return name();
  }

  /** Whether its lines begin with a brace, so that they could be taken for an envelope. */
  default boolean expectsBrace() {
    return false;
  }
}
