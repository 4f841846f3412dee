package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;

/**
 * One shape of access log lines, or several that can be told apart.
 *
 * <p>What comes of a line depends on the line alone, never on the lines before it: an
 * implementation may keep caches, no opinions. Used by one thread.
 */
interface LineFormat {
  /**
   * Reads the line {@code request.buffer[0, to)} into the request, which has been reset.
   *
   * @return REQUEST, UNRECOGNISED or BAD_TIMESTAMP; after the latter two the request holds rubbish
   */
  Outcome parse(AccessRequest request, int to);

  /** What messages call it. */
  String name();
}
