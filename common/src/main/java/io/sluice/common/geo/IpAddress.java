package io.sluice.common.geo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads an IP address from text into a number of 128 bits without making garbage: IPv4 in dotted
 * quads, which becomes ::ffff:a.b.c.d, and IPv6 in every spelling of RFC 4291 section 2.2, with or
 * without a zone. Brackets and ports are the caller's business. Never asks a name server.
 *
 * <p>Mutable and reused: {@link #high} and {@link #low} hold what the last successful call read.
 * Quads with leading zeros are refused, because readers disagree on whether they are octal.
 */
public final class IpAddress {
  private static final long MAPPED_V4 = 0xffffL << 32;
  private static final int GROUPS = 8;

  private final int[] groups = new int[GROUPS];
  private long high;
  private long low;

  public long high() {
    return high;
  }

  public long low() {
    return low;
  }

  /** Whether the whole text is one address; both numbers are 0 if it is not. */
  public boolean parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return parse(bytes, 0, bytes.length);
  }

  /** Whether the slice is one address from end to end; both numbers are 0 if it is not. */
  public boolean parse(byte[] text, int from, int to) {
    long quads = quads(text, from, to);
    if (quads >= 0) {
      high = 0;
      low = MAPPED_V4 | quads;
      return true;
    }
    high = 0;
    low = 0;
    return parseGroups(text, from, withoutZone(text, from, to));
  }

  /** The address as 32 bits, or -1. */
  private static long quads(byte[] text, int from, int to) {
    int length = to - from;
    if (length < DottedQuads.SHORTEST || length > DottedQuads.LONGEST) {
      return -1;
    }
    return from + DottedQuads.ROOM <= text.length
        ? DottedQuads.read(text, from, length)
        : DottedQuads.read(Arrays.copyOfRange(text, from, from + DottedQuads.ROOM), 0, length);
  }

  private static int withoutZone(byte[] text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text[at] == '%') {
        return at + 1 < to ? at : -1;
      }
    }
    return to;
  }

  private boolean parseGroups(byte[] text, int from, int to) {
    int count = 0;
    int gap = -1;
    int at = from;
    if (to - from >= 2 && text[at] == ':') {
      if (text[at + 1] != ':') {
        return false;
      }
      gap = 0;
      at += 2;
    }
    while (at < to) {
      int end = groupEnd(text, at, to);
      if (end < to && text[end] == '.') {
        return count <= 6 && quadsAtEnd(text, at, to, count) && assemble(count + 2, gap);
      }
      int group = group(text, at, end);
      if (group < 0 || count == GROUPS) {
        return false;
      }
      groups[count++] = group;
      at = end + 1;
      if (end == to) {
        break;
      }
      if (at == to) {
        return false;
      }
      if (text[at] == ':') {
        if (gap >= 0) {
          return false;
        }
        gap = count;
        at++;
      }
    }
    return assemble(count, gap);
  }

  private static int groupEnd(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] != ':' && text[at] != '.') {
      at++;
    }
    return at;
  }

  private static int group(byte[] text, int from, int to) {
    if (to == from || to - from > 4) {
      return -1;
    }
    int value = 0;
    for (int at = from; at < to; at++) {
      int digit = Character.digit(text[at], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private boolean quadsAtEnd(byte[] text, int from, int to, int count) {
    long quads = quads(text, from, to);
    if (quads < 0) {
      return false;
    }
    groups[count] = (int) (quads >>> 16);
    groups[count + 1] = (int) (quads & 0xffff);
    return true;
  }

  /** Puts the groups in place; those behind the gap {@code ::} stand at the end. */
  private boolean assemble(int count, int gap) {
    if (gap < 0 ? count != GROUPS : count >= GROUPS) {
      return false;
    }
    int shift = GROUPS - count;
    for (int index = 0; index < count; index++) {
      int place = gap >= 0 && index >= gap ? index + shift : index;
      if (place < 4) {
        high |= (long) groups[index] << (48 - 16 * place);
      } else {
        low |= (long) groups[index] << (48 - 16 * (place - 4));
      }
    }
    return true;
  }
}
