package io.sluice.dashboard;

/** One value of one dimension that the screens are narrowed to. */
public record Filter(String dimension, String value) {

  public static final Filter NONE = new Filter("all", "all");

  private static final int LONGEST = 2000;

  /**
   * Reads {@code dimension:value}; the value may itself hold colons.
   *
   * @throws IllegalArgumentException with a sentence for the viewer
   */
  public static Filter parse(String text) {
    if (text == null || text.isBlank()) {
      return NONE;
    }
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1 || text.length() > LONGEST) {
      throw new IllegalArgumentException("A filter is dimension:value, such as country:DE.");
    }
    return new Filter(text.substring(0, colon), text.substring(colon + 1));
  }

  public boolean none() {
    return equals(NONE);
  }
}
