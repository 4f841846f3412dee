package io.sluice.common.quality;

/** Takes a share of the records, the same ones however often and wherever they are read. */
public final class Sampling {
  private Sampling() {}

  /**
   * @param partition, offset where the record lies
   */
  public static boolean takes(double share, int partition, long offset) {
    if (share >= 1) {
      return true;
    }
    long mixed = mix(offset * 0x9E3779B97F4A7C15L + partition);
    return (mixed >>> 11) * 0x1.0p-53 < share;
  }

  /** Spreads all 64 bits (finaliser of MurmurHash3). */
  public static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
