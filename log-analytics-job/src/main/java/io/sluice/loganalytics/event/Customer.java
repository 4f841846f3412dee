package io.sluice.loganalytics.event;

import java.io.Serializable;

/**
 * Whose key a request came with. Immutable and shared between requests.
 *
 * @param name null where it is not known
 * @param tier what they pay for, null where it is not known
 */
public record Customer(String name, String tier) implements Serializable {
  /** Of a request without a key, or with one that nobody has, or that could not be looked up. */
  public static final Customer UNKNOWN = new Customer(null, null);

  private static final int LONGEST = 512;

  /** Longer texts are cut: a name is a key of the traffic table, and its index has a limit. */
  public Customer {
    name = cut(name);
    tier = cut(tier);
  }

  private static String cut(String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
