package io.sluice.devicealert.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids made of content: the first 16 bytes of the SHA-256 over the parts, in UTF-8 with the unit
 * separator (U+001F) between, as hex; null counts as empty.
 */
public final class ContentHash {
  private static final int BYTES = 16;
  private static final char SEPARATOR = '\u001f';

  private ContentHash() {}

  public static String of(Object... parts) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < parts.length; at++) {
      if (at > 0) {
        text.append(SEPARATOR);
      }
      text.append(parts[at] == null ? "" : parts[at]);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }
}
