package io.sluice.playground.demo;

/** Request ids are 32 hexadecimal digits; a hash stands for them where millions are kept. */
final class RequestIds {
  private RequestIds() {}

  /** Sixty-four bits of the id: two different ids at the same offset do not share them by luck. */
  static long fingerprint(String requestId) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < requestId.length(); i++) {
      hash = (hash ^ requestId.charAt(i)) * 0x100000001b3L;
    }
    return hash == LongColumn.ABSENT ? 0 : hash;
  }
}
