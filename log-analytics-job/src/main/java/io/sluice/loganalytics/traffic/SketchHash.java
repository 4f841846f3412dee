package io.sluice.loganalytics.traffic;

/**
 * The register that a client falls on and the value it would have there, as Apache DataSketches has
 * them: the 26 low bits of one half of a MurmurHash3 (x64, 128 bits, of eight bytes; Appleby,
 * public domain) and the leading zeros of the other, plus one.
 *
 * @param slot of which a sketch takes as many low bits as it has registers for
 * @param value 1 to 63
 */
record SketchHash(int slot, int value) {
  /** The seed of DataSketches. */
  private static final long SEED = 9001;

  private static final int SLOT_BITS = 26;
  private static final int MOST_ZEROS = 62;
  private static final int VALUE_BITS = 6;

  static SketchHash of(long key) {
    long mixed = Long.rotateLeft(key * 0x87C37B91114253D5L, 31) * 0x4CF5AD432745937FL;
    long first = (SEED ^ mixed) ^ Long.BYTES;
    long second = SEED ^ Long.BYTES;
    first += second;
    second += first;
    first = mix(first);
    second = mix(second);
    first += second;
    second += first;
    return new SketchHash(
        (int) first & (1 << SLOT_BITS) - 1,
        Math.min(Long.numberOfLeadingZeros(second), MOST_ZEROS) + 1);
  }

  /** From the packed form in which DataSketches saves it. */
  static SketchHash ofCoupon(int coupon) {
    return new SketchHash(
        coupon & (1 << SLOT_BITS) - 1, coupon >>> SLOT_BITS & (1 << VALUE_BITS) - 1);
  }

  private static long mix(long value) {
    long hash = value;
    hash ^= hash >>> 33;
    hash *= 0xFF51AFD7ED558CCDL;
    hash ^= hash >>> 33;
    hash *= 0xC4CEB9FE1A85EC53L;
    return hash ^ (hash >>> 33);
  }
}
