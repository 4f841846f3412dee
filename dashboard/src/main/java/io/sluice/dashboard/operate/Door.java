package io.sluice.dashboard.operate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Who may act. A request has to carry the token, which a page of this origin gets and a foreign one
 * cannot read, and must not come from a page of another origin. A token that was set is not given
 * to pages: people type it, so that it tells who may act from who may look.
 */
public final class Door {

  /** The header that carries the token. */
  public static final String TOKEN = "X-Sluice-Token";

  private static final int RANDOM_BYTES = 24;

  private final String token;
  private final boolean typed;

  private Door(String token, boolean typed) {
    this.token = token;
    this.typed = typed;
  }

  /** With a token made up now, which every page gets. */
  public static Door forWhoeverLooks() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new Door(Base64.getUrlEncoder().withoutPadding().encodeToString(random), false);
  }

  /** With a token that people have to know. */
  public static Door forWhoKnows(String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("--action-token-file: the file is empty");
    }
    return new Door(token, true);
  }

  /** What pages are given; null where people have to know it. */
  public String given() {
    return typed ? null : token;
  }

  /**
   * What is wrong with a request; null if it may come in. Headers that were not sent are null.
   *
   * @param fetchSite what the browser says of the page that asks: {@code Sec-Fetch-Site}
   * @param origin the page's origin, which older browsers send instead
   * @param host what the browser, or a proxy before us, was asked for: host and port
   */
  public String refusal(String carried, String fetchSite, String origin, String host) {
    if (fetchSite != null ? !fetchSite.equals("same-origin") : foreign(origin, host)) {
      return "Another page asked for this; only the dashboard's own may.";
    }
    if (carried == null || !same(carried)) {
      return typed
          ? "This needs the dashboard's access code."
          : "This page was loaded before the dashboard was started anew. Load it again.";
    }
    return null;
  }

  private static boolean foreign(String origin, String host) {
    return origin != null && !origin.replaceFirst("^[a-z]+://", "").equals(host);
  }

  private boolean same(String carried) {
    return MessageDigest.isEqual(
        carried.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Door[" + (typed ? "for who knows the token" : "for whoever looks") + "]";
  }
}
