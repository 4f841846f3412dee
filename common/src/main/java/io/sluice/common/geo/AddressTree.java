package io.sluice.common.geo;

import com.maxmind.db.Metadata;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The search tree of an .mmdb (MaxMind DB specification 2.0): from an address, a bit a step, to the
 * number of a record in the data section, without decoding it. Millions of addresses share some
 * hundred thousand records, and the walk costs a twentieth of the decoding.
 *
 * <p>A damaged tree shows as an IndexOutOfBoundsException. Immutable.
 */
final class AddressTree {
  /** The file has no record of the address. */
  static final long NOTHING = -1;

  private static final int BITS_BEFORE_IPV4 = 96;
  private static final long IPV4_PREFIX = 0xFFFFL << Integer.SIZE;

  private final byte[] nodes;
  private final long count;
  private final int recordBits;
  private final boolean ipv6;
  private final long ipv4Root;

  AddressTree(byte[] file, Metadata metadata) {
    count = metadata.nodeCount();
    recordBits = metadata.recordSize();
    ipv6 = metadata.ipVersion() == 6;
    nodes = Arrays.copyOf(file, (int) Math.min(file.length, count * recordBits / 4));
    ipv4Root = ipv6 ? walk(0, 0, BITS_BEFORE_IPV4) : 0;
  }

  /** What stands for the record of the address in this file, or {@link #NOTHING}. */
  long find(long high, long low) {
    long found;
    if (AddressText.isIpv4(high, low)) {
      found = walk(ipv4Root, low << Integer.SIZE, Integer.SIZE);
    } else if (ipv6) {
      long half = walk(0, high, Long.SIZE);
      found = walk(half, low, Long.SIZE);
    } else {
      found = count;
    }
    return found > count ? found : NOTHING;
  }

  /** Takes the address of a record, which may be broken. */
  interface Visitor {
    void visit(long high, long low) throws IOException;
  }

  /**
   * Shows one address of each record, over every node that can be reached.
   *
   * @return the number of records
   */
  int forEachRecord(Visitor visitor) throws IOException {
    Set<Long> records = new HashSet<>();
    BitSet seen = new BitSet((int) count);
    if (ipv6) {
      // By the way that look-ups of IPv4 addresses take; what is seen there is not walked again.
      descend(ipv4Root, 0, IPV4_PREFIX, BITS_BEFORE_IPV4, seen, records, visitor);
      descend(0, 0, 0, 0, seen, records, visitor);
    } else {
      descend(0, 0, IPV4_PREFIX, BITS_BEFORE_IPV4, seen, records, visitor);
    }
    return records.size();
  }

  /** At most 128 deep: an address has no more bits. */
  private void descend(
      long node, long high, long low, int depth, BitSet seen, Set<Long> records, Visitor visitor)
      throws IOException {
    if (node > count) {
      if (records.add(node)) {
        visitor.visit(high, low);
      }
    } else if (node < count && depth < 2 * Long.SIZE && !seen.get((int) node)) {
      seen.set((int) node);
      long bit = Long.MIN_VALUE >>> depth; // the shift counts modulo 64
      boolean inHigh = depth < Long.SIZE;
      descend(child((int) node, false), high, low, depth + 1, seen, records, visitor);
      descend(
          child((int) node, true),
          inHigh ? high | bit : high,
          inHigh ? low : low | bit,
          depth + 1,
          seen,
          records,
          visitor);
    }
  }

  /** Follows the leading bits from a node until they or the tree end. */
  private long walk(long from, long path, int bits) {
    long node = from;
    long rest = path;
    for (int step = 0; step < bits && node < count; step++) {
      node = child((int) node, rest < 0);
      rest <<= 1;
    }
    return node;
  }

  private long child(int node, boolean right) {
    int at = node * (recordBits / 4);
    return switch (recordBits) {
      case 24 -> threeBytes(right ? at + 3 : at);
      case 28 ->
          right
              ? (nodes[at + 3] & 0x0FL) << 24 | threeBytes(at + 4)
              : (nodes[at + 3] & 0xF0L) << 20 | threeBytes(at);
      default -> right ? fourBytes(at + 4) : fourBytes(at);
    };
  }

  private long threeBytes(int at) {
    return (nodes[at] & 0xFFL) << 16 | (nodes[at + 1] & 0xFFL) << 8 | (nodes[at + 2] & 0xFFL);
  }

  private long fourBytes(int at) {
    return (nodes[at] & 0xFFL) << 24 | threeBytes(at + 1);
  }
}
