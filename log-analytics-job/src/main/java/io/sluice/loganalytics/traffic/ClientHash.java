package io.sluice.loganalytics.traffic;

/** Mixes an address into 64 even bits (the finaliser of MurmurHash3, Appleby, public domain). */
public final class ClientHash {
  private ClientHash() {}

  /** Never 0 for a readable address; 0 for (0, 0), which is none. */
  public static long of(long addressHigh, long addressLow) {
    if (addressHigh == 0 && addressLow == 0) {
      return 0;
    }
    long hash = mix(addressLow + 0x9E3779B97F4A7C15L * addressHigh);
    return hash == 0 ? 1 : hash;
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
