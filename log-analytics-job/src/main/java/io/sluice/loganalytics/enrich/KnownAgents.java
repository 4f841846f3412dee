package io.sluice.loganalytics.enrich;

import io.sluice.loganalytics.event.Agent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Recognises the senders that name themselves: crawlers, tools, scanners, by the list {@code
 * known-agents.txt} beside this class, whose head explains its lines.
 *
 * <p>Its words lie in a trie over lower-case bytes, walked from each place where a word can begin;
 * a user agent is read once and no String is made unless a word is found. Immutable after loading,
 * safe for many threads.
 */
final class KnownAgents {
  private static final List<Agent.Kind> PRECEDENCE =
      List.of(
          Agent.Kind.ATTACKER,
          Agent.Kind.AI_CRAWLER,
          Agent.Kind.SEARCH_CRAWLER,
          Agent.Kind.BOT,
          Agent.Kind.APP,
          Agent.Kind.TOOL);
  private static final int LONGEST_VERSION = 32;

  private final Node root = new Node();

  /** The list that ships with the job. */
  static KnownAgents shipped() {
    return parse(ResourceLines.of("known-agents.txt"));
  }

  static KnownAgents parse(List<String> lines) {
    KnownAgents agents = new KnownAgents();
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        agents.add(line.strip());
      }
    }
    return agents;
  }

  private void add(String line) {
    int gap = line.indexOf(' ');
    int equals = line.indexOf(" = ");
    String word = line.substring(gap + 1, equals < 0 ? line.length() : equals);
    boolean atStart = word.startsWith("^");
    word = atStart ? word.substring(1) : word;
    String name = equals < 0 ? word : line.substring(equals + 3);
    Agent.Kind kind =
        Agent.Kind.valueOf(line.substring(0, gap).toUpperCase(Locale.ROOT).replace('-', '_'));
    Node node = root;
    for (byte letter : word.getBytes(StandardCharsets.UTF_8)) {
      node = node.next.computeIfAbsent(lower(letter), ignored -> new Node());
    }
    node.word = new Word(kind, name, atStart, word.length());
  }

  /** The agent that a user agent names, or null where it names none of the list. */
  Agent find(byte[] text, int from, int to) {
    Word best = null;
    int end = from;
    for (int start = from; start < to; start++) {
      if (start > from && insideWord(text, start)) {
        continue;
      }
      Node node = root;
      for (int at = start; at < to && (node = node.next.get(lower(text[at]))) != null; at++) {
        boolean whole = at + 1 == to || !insideWord(text, at + 1);
        if (node.word != null && whole && node.word.beats(best, start == from)) {
          best = node.word;
          end = at + 1;
        }
      }
    }
    return best == null
        ? null
        : new Agent(best.kind, best.name, version(text, end, to), null, null, null);
  }

  /** What stands after the slash, such as 2.1 in {@code Googlebot/2.1;}. */
  private static String version(byte[] text, int slash, int to) {
    if (slash >= to || text[slash] != '/') {
      return null;
    }
    int from = slash + 1;
    int end = from;
    while (end < to && end - from < LONGEST_VERSION && versionLetter(text[end])) {
      end++;
    }
    int digits = from < end && lower(text[from]) == 'v' ? from + 1 : from;
    boolean version = digits < end && text[digits] >= '0' && text[digits] <= '9';
    return version ? new String(text, digits, end - digits, StandardCharsets.ISO_8859_1) : null;
  }

  private static boolean versionLetter(byte letter) {
    return alphanumeric(letter) || letter == '.' || letter == '-' || letter == '_' || letter == '+';
  }

  private static boolean insideWord(byte[] text, int at) {
    return alphanumeric(text[at - 1]) && alphanumeric(text[at]);
  }

  private static boolean alphanumeric(byte letter) {
    int lower = letter | 0x20;
    return (letter >= '0' && letter <= '9') || (lower >= 'a' && lower <= 'z');
  }

  private static Byte lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter | 0x20) : letter;
  }

  private record Word(Agent.Kind kind, String name, boolean atStart, int length) {
    boolean beats(Word other, boolean foundAtStart) {
      if (atStart && !foundAtStart) {
        return false;
      }
      if (other == null) {
        return true;
      }
      int rank = PRECEDENCE.indexOf(kind) - PRECEDENCE.indexOf(other.kind);
      return rank < 0 || (rank == 0 && length > other.length);
    }
  }

  private static final class Node {
    final Map<Byte, Node> next = new HashMap<>(4);
    Word word;
  }
}
