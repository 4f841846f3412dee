package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import java.util.Arrays;

/**
 * One JSON object a record, read in one pass that keeps only the values somebody asked for: where
 * each lies, not what it is. Iterative, with a bound on the depth: what is nested deeper, cut short
 * or no JSON is an outcome, never an exception.
 *
 * <p>Values are asked for by JSON pointer (RFC 6901); {@code -} is the last element of an array,
 * and {@code *} at the end every plain member of an object. Of equal names the last counts. Used by
 * one thread; whoever reads the same bytes again is answered from the last reading.
 */
final class JsonDocument {
  static final int MOST_DEPTH = 100;
  private static final int BAD = -1;
  private static final int TOO_DEEP = -2;

  /** What lies at a pointer. */
  enum Kind {
    /** Nothing, or null. */
    ABSENT,
    TEXT,
    NUMBER,
    /** true or false. */
    WORD,
    OBJECT,
    ARRAY
  }

  private final JsonNode root = new JsonNode();
  private final JsonNode[] nodes = new JsonNode[MOST_DEPTH];

  /** The index of the element being read, or -1 in an object. */
  private final int[] elements = new int[MOST_DEPTH];

  private final JsonMembers members = new JsonMembers();
  private Kind[] kinds = {};
  private int[] from = {};
  private int[] to = {};
  private boolean[] escaped = {};

  /** Counts the records read, to know a name that is given twice in one. */
  private long record;

  private byte[] text;
  private int end;
  private int depth;
  private JsonNode next;
  private Outcome outcome;

  /** The slot of what lies at the pointer; to be asked for before anything is read. */
  int slot(String pointer) {
    JsonNode node = root.at(pointer);
    if (node.slot < 0) {
      node.slot = kinds.length;
      kinds = Arrays.copyOf(kinds, kinds.length + 1);
      from = Arrays.copyOf(from, kinds.length);
      to = Arrays.copyOf(to, kinds.length);
      escaped = Arrays.copyOf(escaped, kinds.length);
    }
    return node.slot;
  }

  /** Asks for all plain members of the object at the pointer; see {@link #members()}. */
  void slotsOfMembers(String pointer) {
    root.at(pointer).keepsMembers = true;
  }

  /** REQUEST if the first bytes are one JSON object, else why not. */
  Outcome read(byte[] bytes, int length) {
    if (bytes != text || length != end) {
      text = bytes;
      end = length;
      Arrays.fill(kinds, Kind.ABSENT);
      members.clear();
      record++;
      outcome = read();
    }
    return outcome;
  }

  /** The record read last. */
  byte[] text() {
    return text;
  }

  Kind kind(int slot) {
    return kinds[slot];
  }

  /** Whether there is a text or a number. */
  boolean isPlain(int slot) {
    return kinds[slot] == Kind.TEXT || kinds[slot] == Kind.NUMBER;
  }

  int from(int slot) {
    return from[slot];
  }

  int to(int slot) {
    return to[slot];
  }

  /** Names and values of the members asked for. */
  JsonMembers members() {
    return members;
  }

  /** Whether the text of a slot holds escapes. */
  boolean isEscaped(int slot) {
    return escaped[slot];
  }

  /** Gives those of the slots that hold escapes a form without, behind the request's line. */
  void unescape(AccessRequest request, int[] slots) {
    int needed = 0;
    for (int slot : slots) {
      needed += escaped[slot] && kinds[slot] == Kind.TEXT ? to[slot] - from[slot] : 0;
    }
    if (needed == 0) {
      return;
    }
    int at = request.buffer.length;
    request.buffer = Arrays.copyOf(request.buffer, at + needed);
    for (int slot : slots) {
      if (escaped[slot] && kinds[slot] == Kind.TEXT) {
        int start = at;
        at = JsonText.unescape(text, from[slot], to[slot], request.buffer, at);
        from[slot] = start;
        to[slot] = at;
        escaped[slot] = false;
      }
    }
    // The slots of the old buffer hold in the new one, which begins with the same bytes.
    text = request.buffer;
  }

  private Outcome read() {
    depth = -1;
    next = root;
    int at = JsonScan.skipBlanks(text, 0, end);
    if (at >= end || text[at] != '{') {
      return Outcome.BAD_JSON;
    }
    boolean value = true;
    while (at >= 0 && at < end) {
      if (value) {
        int opened = depth;
        at = value(at);
        // An object or array that holds something goes on with its first value.
        value = depth > opened;
      } else if (depth < 0) {
        return Outcome.BAD_JSON;
      } else {
        value = text[at] == ',';
        at = value ? separator(at) : close(at);
      }
      at = at < 0 ? at : JsonScan.skipBlanks(text, at, end);
    }
    if (at == TOO_DEEP) {
      return Outcome.JSON_TOO_DEEP;
    }
    return at == end && depth < 0 ? Outcome.REQUEST : Outcome.BAD_JSON;
  }

  /** Reads a plain value, or opens an object or array; returns where to go on. */
  private int value(int at) {
    JsonNode node = next;
    byte first = text[at];
    if (first == '{' || first == '[') {
      return open(node, at, first == '{');
    }
    if (first != '"') {
      int wordEnd = JsonScan.wordEnd(text, at, end);
      boolean number = first == '-' || (first >= '0' && first <= '9');
      keep(node, number ? Kind.NUMBER : Kind.WORD, at, wordEnd, false);
      return wordEnd;
    }
    int quote = JsonScan.stringEnd(text, at + 1, end);
    if (JsonScan.isBad(quote)) {
      return BAD;
    }
    boolean holdsEscape = quote < 0;
    int close = holdsEscape ? ~quote : quote;
    keep(node, Kind.TEXT, at + 1, close, holdsEscape);
    return close + 1;
  }

  /** Keeps where a value lies; a null says as much as a member that is not there. */
  private void keep(JsonNode node, Kind kind, int start, int stop, boolean holdsEscape) {
    if (node == null || stop < 0) {
      return;
    }
    boolean nothing = kind == Kind.WORD && text[start] == 'n';
    if (node == JsonNode.MEMBER) {
      if (!nothing) {
        members.value(kind, start, stop, holdsEscape);
      }
      return;
    }
    if (node.record == record) {
      forgetBelow(node);
    }
    node.record = record;
    if (node.slot >= 0) {
      kinds[node.slot] = nothing ? Kind.ABSENT : kind;
      from[node.slot] = start;
      to[node.slot] = stop;
      escaped[node.slot] = holdsEscape;
    }
  }

  /** Of a name given twice the last one counts, with all that lies in it. */
  private void forgetBelow(JsonNode node) {
    for (JsonNode child : node.children()) {
      if (child.slot >= 0) {
        kinds[child.slot] = Kind.ABSENT;
      }
      forgetBelow(child);
    }
  }

  private int open(JsonNode node, int at, boolean object) {
    if (depth + 1 == MOST_DEPTH) {
      return TOO_DEEP;
    }
    keep(node, object ? Kind.OBJECT : Kind.ARRAY, at, at + 1, false);
    int inside = JsonScan.skipBlanks(text, at + 1, end);
    if (inside < end && text[inside] == (object ? '}' : ']')) {
      return inside + 1;
    }
    depth++;
    nodes[depth] = node;
    elements[depth] = object ? -1 : 0;
    return object ? name(inside) : element(inside);
  }

  private int separator(int at) {
    int inside = JsonScan.skipBlanks(text, at + 1, end);
    if (elements[depth] < 0) {
      return name(inside);
    }
    elements[depth]++;
    return element(inside);
  }

  private int close(int at) {
    byte expected = (byte) (elements[depth] < 0 ? '}' : ']');
    if (text[at] != expected) {
      return BAD;
    }
    depth--;
    return at + 1;
  }

  private int element(int at) {
    JsonNode array = nodes[depth];
    next = array == null ? null : array.element(elements[depth]);
    return at;
  }

  /** Reads {@code "name":} and returns where the value begins. */
  private int name(int at) {
    if (at >= end || text[at] != '"') {
      return BAD;
    }
    int quote = JsonScan.stringEnd(text, at + 1, end);
    if (JsonScan.isBad(quote)) {
      return BAD;
    }
    boolean holdsEscape = quote < 0;
    int close = holdsEscape ? ~quote : quote;
    JsonNode object = nodes[depth];
    next = object == null ? null : child(object, at + 1, close, holdsEscape);
    int colon = JsonScan.skipBlanks(text, close + 1, end);
    return colon < end && text[colon] == ':' ? JsonScan.skipBlanks(text, colon + 1, end) : BAD;
  }

  private JsonNode child(JsonNode object, int start, int stop, boolean holdsEscape) {
    if (object == JsonNode.MEMBER) {
      return null;
    }
    if (object.keepsMembers) {
      members.name(start, stop, holdsEscape);
      JsonNode known = plainChild(object, start, stop, holdsEscape);
      return known == null ? JsonNode.MEMBER : known;
    }
    return plainChild(object, start, stop, holdsEscape);
  }

  private JsonNode plainChild(JsonNode object, int start, int stop, boolean holdsEscape) {
    if (!holdsEscape) {
      return object.child(text, start, stop);
    }
    byte[] name = new byte[stop - start];
    int length = JsonText.unescape(text, start, stop, name, 0);
    return object.child(name, 0, length);
  }
}
