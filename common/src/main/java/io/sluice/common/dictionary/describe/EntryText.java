package io.sluice.common.dictionary.describe;

import java.util.regex.Pattern;

/** The YAML of an entry, as it grows. */
final class EntryText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*|[0-9]+[A-Za-z_-][A-Za-z0-9_-]*");
  private static final Pattern WORDS_OF_YAML =
      Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n|none");

  private final StringBuilder text = new StringBuilder();

  void source(String name, String topic, int records, int broken) {
    line(
        0,
        "# Written from a sample of "
            + records
            + " records"
            + (broken > 0 ? "; " + broken + " lines were not read" : "")
            + ".");
    line(
        0,
        "# Go over it: units are guessed from names, 'observed' is what was seen and has no effect.");
    line(0, "# A range: [least, most] of what can be leaves out what cannot.");
    line(0, "sources:");
    line(1, "- name: " + scalar(name));
    if (!topic.equals(name)) {
      line(2, "topic: " + scalar(topic));
    }
  }

  void line(int depth, String content) {
    text.append("  ".repeat(depth)).append(content).append('\n');
  }

  /** In quotes unless it stands for itself in any place. */
  static String scalar(String value) {
    if (PLAIN.matcher(value).matches() && !WORDS_OF_YAML.matcher(value).matches()) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char letter : value.toCharArray()) {
      if (letter == '"' || letter == '\\') {
        quoted.append('\\').append(letter);
      } else if (letter < ' ' || letter == 0x7F || (letter >= 0x80 && letter < 0xA0)) {
        quoted.append(String.format("\\u%04x", (int) letter));
      } else {
        quoted.append(letter);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
