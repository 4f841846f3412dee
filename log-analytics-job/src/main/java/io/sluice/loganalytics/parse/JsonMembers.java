package io.sluice.loganalytics.parse;

/** The plain members of an object, as many as fit: where names and values lie. */
final class JsonMembers {
  private static final int MOST = EnvelopeParts.MOST_LABELS;
  private static final int BOUNDS = 4;

  private final int[] bounds = new int[BOUNDS * MOST];
  private final boolean[] escaped = new boolean[2 * MOST];
  private int count;
  private int nameFrom;
  private int nameTo;
  private boolean nameEscaped;

  void clear() {
    count = 0;
  }

  void name(int from, int to, boolean holdsEscape) {
    nameFrom = from;
    nameTo = to;
    nameEscaped = holdsEscape;
  }

  /** Keeps the value with the name seen last, unless it is an object or an array. */
  void value(JsonDocument.Kind kind, int from, int to, boolean holdsEscape) {
    if (count == MOST || kind == JsonDocument.Kind.OBJECT || kind == JsonDocument.Kind.ARRAY) {
      return;
    }
    int at = BOUNDS * count;
    bounds[at] = nameFrom;
    bounds[at + 1] = nameTo;
    bounds[at + 2] = from;
    bounds[at + 3] = to;
    escaped[2 * count] = nameEscaped;
    escaped[2 * count + 1] = holdsEscape;
    count++;
  }

  void addTo(EnvelopeParts parts) {
    for (int member = 0; member < count; member++) {
      int at = BOUNDS * member;
      parts.label(
          bounds[at],
          bounds[at + 1],
          escaped[2 * member],
          bounds[at + 2],
          bounds[at + 3],
          escaped[2 * member + 1]);
    }
  }
}
