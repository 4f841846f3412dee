package io.sluice.loganalytics.enrich;

/**
 * Tells text that some client may have sent as its user agent from text made to be slow: the effort
 * of the analysis grows with the square of unclosed brackets and of certain words, up to seconds
 * for two kilobytes, so that a few such requests a second would stall a job. No real user agent
 * comes near these limits.
 */
final class AgentShape {
  /** Of opening brackets, signs of equality and the like, each. */
  private static final int MOST_OF_A_MARK = 16;

  /** Old versions of Internet Explorer list a dozen runtimes by the same word. */
  private static final int MOST_OF_A_WORD = 20;

  private static final String COUNTED = "([{=@<\"";
  private static final int BUCKETS = 128;

  private AgentShape() {}

  static boolean plausible(byte[] text, int from, int to) {
    int[] marks = new int[COUNTED.length()];
    int[] words = new int[BUCKETS];
    int word = 0;
    for (int at = from; at <= to; at++) {
      byte letter = at < to ? text[at] : (byte) ' ';
      if (Character.isLetter(letter)) {
        word = word * 31 + letter;
        continue;
      }
      // Words that share a bucket count together: harmless at a few dozen words a user agent.
      if (word != 0 && ++words[(word ^ word >>> 7) & BUCKETS - 1] > MOST_OF_A_WORD) {
        return false;
      }
      word = 0;
      int mark = COUNTED.indexOf(letter);
      if (mark >= 0 && ++marks[mark] > MOST_OF_A_MARK) {
        return false;
      }
    }
    return true;
  }
}
