package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What lies in an envelope: the line, the machine and the file it came from, and labels, each a
 * slice of the record that may hold JSON's escapes.
 */
final class EnvelopeParts {
  static final int MOST_LABELS = 32;
  private static final int LONGEST_LABELS = 4 << 10;
  private static final int LINE = 0;
  private static final int HOST = 1;
  private static final int FILE = 2;
  private static final int FIRST_LABEL = 3;
  private static final int SLICES = FIRST_LABEL + 2 * MOST_LABELS;

  private final int[] from = new int[SLICES];
  private final int[] to = new int[SLICES];
  private final boolean[] escaped = new boolean[SLICES];
  private byte[] record;
  private int slices;
  private byte[] target;

  /** Forgets the envelope before. */
  void clear(byte[] newRecord) {
    record = newRecord;
    slices = FIRST_LABEL;
    Arrays.fill(from, 0, FIRST_LABEL, -1);
  }

  void line(int start, int end) {
    set(LINE, start, end, false);
  }

  void host(int start, int end) {
    set(HOST, start, end, false);
  }

  void file(int start, int end) {
    set(FILE, start, end, false);
  }

  void label(int name, int nameEnd, int value, int valueEnd) {
    label(name, nameEnd, false, value, valueEnd, false);
  }

  /** Labels beyond {@link #MOST_LABELS} are left out. */
  void label(
      int name, int nameEnd, boolean nameEscaped, int value, int valueEnd, boolean valueEscaped) {
    if (slices < SLICES) {
      set(slices, name, nameEnd, nameEscaped);
      set(slices + 1, value, valueEnd, valueEscaped);
      slices += 2;
    }
  }

  void line(JsonDocument document, int slot) {
    set(LINE, document, slot);
  }

  void host(JsonDocument document, int slot) {
    set(HOST, document, slot);
  }

  void file(JsonDocument document, int slot) {
    set(FILE, document, slot);
  }

  private void set(int slice, JsonDocument document, int slot) {
    set(slice, document.from(slot), document.to(slot), document.isEscaped(slot));
  }

  private void set(int slice, int start, int end, boolean holdsEscapes) {
    from[slice] = start;
    to[slice] = end;
    escaped[slice] = holdsEscapes;
  }

  /**
   * Gives the request a buffer that begins with the line, and what the envelope says of it. What an
   * envelope around this one said stays where this one says nothing.
   *
   * @return how long the line is
   */
  int moveInto(AccessRequest request) {
    byte[] before = request.buffer;
    int bound = length(request, FieldIndex.HOST_NAME) + length(request, FieldIndex.LOG_FILE);
    for (int slice = LINE; slice < FIRST_LABEL; slice++) {
      bound += from[slice] < 0 ? 0 : to[slice] - from[slice];
    }
    target = new byte[bound];
    int line = write(LINE, 0);
    int at = moveField(request, before, FieldIndex.HOST_NAME, HOST, line);
    moveField(request, before, FieldIndex.LOG_FILE, FILE, at);
    request.buffer = target;
    moveLabels(request);
    return line;
  }

  private static int length(AccessRequest request, int field) {
    return request.to[field] - request.from[field];
  }

  private int moveField(AccessRequest request, byte[] before, int field, int slice, int at) {
    int end = at;
    if (from[slice] >= 0) {
      end = write(slice, at);
    } else if (request.from[field] >= 0) {
      end = copy(before, request.from[field], request.to[field], at);
    }
    request.from[field] = end > at ? at : -1;
    request.to[field] = end > at ? end : -1;
    return end;
  }

  private void moveLabels(AccessRequest request) {
    int left = LONGEST_LABELS;
    for (int slice = FIRST_LABEL; slice < slices; slice += 2) {
      left -= to[slice] - from[slice] + to[slice + 1] - from[slice + 1];
      boolean empty = to[slice] == from[slice] || to[slice + 1] == from[slice + 1];
      if (left >= 0 && !empty) {
        request.label(text(slice), text(slice + 1));
      }
    }
  }

  private String text(int slice) {
    target = new byte[to[slice] - from[slice]];
    return new String(target, 0, write(slice, 0), StandardCharsets.UTF_8);
  }

  private int write(int slice, int at) {
    return escaped[slice]
        ? JsonText.unescape(record, from[slice], to[slice], target, at)
        : copy(record, from[slice], to[slice], at);
  }

  private int copy(byte[] source, int start, int end, int at) {
    System.arraycopy(source, start, target, at, end - start);
    return at + end - start;
  }
}
