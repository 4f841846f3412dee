package io.sluice.loganalytics.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A place in a JSON text that a pointer leads to or through. */
final class JsonNode {
  /** Stands for any member of an object whose members are all kept. */
  static final JsonNode MEMBER = new JsonNode();

  private static final int LAST = -1;
  private static final int NO_ELEMENT = -2;

  private JsonNode[] children = {};

  /** The children by the hash of their names; its length is a power of two. */
  private JsonNode[] table = new JsonNode[1];

  private final byte[] name;

  /** Which element of an array it stands for. */
  private final int element;

  int slot = -1;
  boolean keepsMembers;

  /** The last record in which something lay here; see JsonDocument. */
  long record;

  JsonNode() {
    this("");
  }

  private JsonNode(String token) {
    this.name = token.getBytes(StandardCharsets.UTF_8);
    boolean index = token.matches("\\d{1,6}");
    this.element = token.equals("-") ? LAST : index ? Integer.parseInt(token) : NO_ELEMENT;
  }

  /** The node at the pointer, made if it is not there. Throws IllegalArgumentException. */
  JsonNode at(String pointer) {
    if (!pointer.startsWith("/")) {
      throw new IllegalArgumentException(
          "\"" + pointer + "\" is no JSON pointer, which begins with a slash: /message");
    }
    JsonNode node = this;
    for (String token : pointer.substring(1).split("/", -1)) {
      node = node.made(token.replace("~1", "/").replace("~0", "~"));
    }
    return node;
  }

  private JsonNode made(String token) {
    byte[] wanted = token.getBytes(StandardCharsets.UTF_8);
    JsonNode child = child(wanted, 0, wanted.length);
    if (child == null) {
      child = new JsonNode(token);
      enter(child);
    }
    return child;
  }

  JsonNode[] children() {
    return children;
  }

  /** The child of that name, or null. */
  JsonNode child(byte[] text, int from, int to) {
    int at = hash(text, from, to) & table.length - 1;
    while (table[at] != null) {
      if (Arrays.equals(table[at].name, 0, table[at].name.length, text, from, to)) {
        return table[at];
      }
      at = at + 1 & table.length - 1;
    }
    return null;
  }

  /** Length and three of its bytes tell nearly all names of a log apart. */
  private static int hash(byte[] text, int from, int to) {
    int length = to - from;
    return length == 0
        ? 0
        : length * 31 + text[from] * 7 + text[from + length / 2] * 13 + text[to - 1] * 3;
  }

  private void enter(JsonNode child) {
    children = Arrays.copyOf(children, children.length + 1);
    children[children.length - 1] = child;
    // A quarter full at most, so that a name nobody asked for meets an empty place at once.
    table = new JsonNode[Integer.highestOneBit(children.length) * 8];
    for (JsonNode each : children) {
      int at = hash(each.name, 0, each.name.length) & table.length - 1;
      while (table[at] != null) {
        at = at + 1 & table.length - 1;
      }
      table[at] = each;
    }
  }

  /** The child for an element of an array: by its index, or whichever comes last. */
  JsonNode element(int index) {
    for (JsonNode child : children) {
      if (child.element == LAST || child.element == index) {
        return child;
      }
    }
    return null;
  }
}
