package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
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
   * Gives the request a buffer that begins with the line, and what the envelope says of it behind.
   * What an envelope around this one said stays where this one says nothing.
   *
   * @return how long the line is
   */
  int moveInto(AccessRequest request) {
    int bound = Math.min(LONGEST_LABELS, boundOfLabels()) + length(request, FieldIndex.LABELS);
    for (int slice = LINE; slice < FIRST_LABEL; slice++) {
      bound += from[slice] < 0 ? 0 : to[slice] - from[slice];
    }
    bound += length(request, FieldIndex.HOST_NAME) + length(request, FieldIndex.LOG_FILE);
    byte[] before = request.buffer;
    target = new byte[bound];
    int line = write(LINE, 0);
    int at = moveField(request, before, FieldIndex.HOST_NAME, HOST, line);
    at = moveField(request, before, FieldIndex.LOG_FILE, FILE, at);
    moveLabels(request, before, at);
    request.buffer = target;
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
    point(request, field, at, end);
    return end;
  }

  private void moveLabels(AccessRequest request, byte[] before, int start) {
    int at = start;
    for (int slice = FIRST_LABEL; slice < slices; slice += 2) {
      int most = to[slice] - from[slice] + to[slice + 1] - from[slice + 1] + 2;
      if (at - start + most <= LONGEST_LABELS) {
        at = writeLabel(slice, start, at);
      }
    }
    if (at == start && request.from[FieldIndex.LABELS] >= 0) {
      at = copy(before, request.from[FieldIndex.LABELS], request.to[FieldIndex.LABELS], at);
    }
    point(request, FieldIndex.LABELS, start, at);
  }

  /** Writes name, NUL, value, NUL, or nothing if that would not be read back as it is meant. */
  private int writeLabel(int slice, int labels, int start) {
    int nameEnd = write(slice, start);
    int valueEnd = write(slice + 1, nameEnd + 1);
    target[nameEnd] = 0;
    boolean told = nameEnd > start && valueEnd > nameEnd + 1;
    if (!told
        || ByteScan.find(target, start, nameEnd, 0) < nameEnd
        || ByteScan.find(target, nameEnd + 1, valueEnd, 0) < valueEnd
        || isNamed(labels, start, nameEnd)) {
      return start;
    }
    target[valueEnd] = 0;
    return valueEnd + 1;
  }

  /** Whether a label before has the name [start, nameEnd) too; the first one holds. */
  private boolean isNamed(int labels, int start, int nameEnd) {
    int at = labels;
    while (at < start) {
      int end = ByteScan.find(target, at, start, 0);
      if (Arrays.equals(target, at, end, target, start, nameEnd)) {
        return true;
      }
      at = ByteScan.find(target, end + 1, start, 0) + 1;
    }
    return false;
  }

  private int boundOfLabels() {
    int bound = 0;
    for (int slice = FIRST_LABEL; slice < slices; slice++) {
      bound += to[slice] - from[slice] + 1;
    }
    return bound;
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

  private static void point(AccessRequest request, int field, int start, int end) {
    request.from[field] = end > start ? start : -1;
    request.to[field] = end > start ? end : -1;
  }
}
