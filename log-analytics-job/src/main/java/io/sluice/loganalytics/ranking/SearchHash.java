package io.sluice.loganalytics.ranking;

/**
 * What the ids of searches are known by in state: 64 well-mixed bits in place of some forty bytes.
 * Two of ten million live ids share one with a chance of a few in a million, and are then taken for
 * one search. Append-only: it is read from savepoints.
 */
final class SearchHash {
  /** What searches are keyed by; a power of two. Fixed: it is read from savepoints. */
  static final int BUCKETS = 512;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final int BUCKET_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(BUCKETS);

  private SearchHash() {}

  /** Never 0. */
  static long of(String searchId) {
    long hash = searchId.length();
    for (int at = 0; at < searchId.length(); at++) {
      hash = (hash ^ searchId.charAt(at)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
    hash ^= hash >>> 31;
    return hash == 0 ? 1 : hash;
  }

  static int bucketOf(long hash) {
    return (int) (hash >>> BUCKET_SHIFT);
  }
}
