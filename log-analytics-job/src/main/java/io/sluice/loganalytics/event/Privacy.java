package io.sluice.loganalytics.event;

import io.sluice.common.geo.AddressText;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What of a person may be written: decided before any output, the same for all of them.
 *
 * @param address of the client
 * @param user the authenticated one
 * @param userKey secret that {@link UserRule#HASH} needs, else null
 */
public record Privacy(AddressRule address, UserRule user, String userKey) implements Serializable {
  public static final Privacy KEEP_ALL = new Privacy(AddressRule.KEEP, UserRule.KEEP, null);

  private static final String HMAC = "HmacSHA256";
  private static final int HASH_BYTES = 8;
  private static final int IPV4_BITS = 96 + 24;
  private static final int IPV6_BITS = 48;

  /** For {@code privacy.address}. */
  public enum AddressRule {
    KEEP,
    /** IPv4 to its /24, IPv6 to its /48; an address that cannot be read is left out. */
    TRUNCATE,
    OMIT
  }

  /** For {@code privacy.user}. */
  public enum UserRule {
    KEEP,
    /** 16 hex digits of a keyed hash (HMAC-SHA256): tells users apart, does not name them. */
    HASH,
    OMIT
  }

  public Privacy {
    if (user == UserRule.HASH && (userKey == null || userKey.isEmpty())) {
      throw new IllegalArgumentException(
          "privacy.user: hash needs a secret; set privacy.user-key, or choose keep or omit");
    }
  }

  /** The client's address as it may be shown, or null where there is nothing to show. */
  public String addressOf(AccessRequest request) {
    if (!showsNumberOf(request)) {
      return keepsAddressText(request) ? request.text(RequestField.CLIENT_ADDRESS) : null;
    }
    return AddressText.of(highOf(request), lowOf(request));
  }

  /** The user as it may be shown, or null where there is nothing to show. */
  public String userOf(AccessRequest request) {
    String name = user == UserRule.OMIT ? null : request.text(RequestField.USER);
    return name == null || user == UserRule.KEEP ? name : hash(name);
  }

  /** Whether the address as logged, readable or not, may be shown. */
  boolean keepsAddressText(AccessRequest request) {
    return address == AddressRule.KEEP && request.shownAddressBits == AccessRequest.WHOLE_ADDRESS;
  }

  /** Whether there is a readable address that may be shown, whole or cut. */
  boolean showsNumberOf(AccessRequest request) {
    return address != AddressRule.OMIT && (request.addressHigh != 0 || request.addressLow != 0);
  }

  long highOf(AccessRequest request) {
    int hidden = Long.SIZE - Math.min(Long.SIZE, bits(request));
    return hidden == Long.SIZE ? 0 : request.addressHigh & -1L << hidden;
  }

  long lowOf(AccessRequest request) {
    int hidden = AccessRequest.WHOLE_ADDRESS - Math.max(Long.SIZE, bits(request));
    return hidden == Long.SIZE ? 0 : request.addressLow & -1L << hidden;
  }

  /** How much of the address is shown: the stricter one of the setting and a cleaning rule. */
  private int bits(AccessRequest request) {
    if (address != AddressRule.TRUNCATE) {
      return request.shownAddressBits;
    }
    boolean ipv4 = AddressText.isIpv4(request.addressHigh, request.addressLow);
    return Math.min(request.shownAddressBits, ipv4 ? IPV4_BITS : IPV6_BITS);
  }

  private String hash(String name) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(userKey.getBytes(StandardCharsets.UTF_8), HMAC));
      byte[] digest = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + " is part of every Java runtime", e);
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Privacy[address=" + address + ", user=" + user + "]";
  }
}
