package io.sluice.loganalytics.event;

import io.sluice.common.sink.RecordEncoder;

/** A request as a line of {@code requests.jsonl} and the value of the topic access-clean. */
public final class RequestEncoder implements RecordEncoder<AccessRequest> {
  private static final long serialVersionUID = 1L;

  /** A byte of a line becomes so many in JSON at worst, as an escape of four digits. */
  private static final int WIDEST_CHARACTER = 6;

  private final Privacy privacy;
  private transient RequestJson json;
  private transient EventIdBytes ids;

  public RequestEncoder(Privacy privacy) {
    this.privacy = privacy;
  }

  @Override
  public byte[] value(AccessRequest request) {
    if (json == null) {
      json = new RequestJson(privacy);
    }
    return json.toBytes(request);
  }

  /** The event id, so that a reader can tell doubles. */
  @Override
  public byte[] key(AccessRequest request) {
    if (ids == null) {
      ids = new EventIdBytes();
    }
    return ids.of(request);
  }

  /** The same object with its texts cut: of a line of a megabyte nobody misses the end. */
  @Override
  public byte[] shortened(AccessRequest request, int maxBytes) {
    int[] full = request.to.clone();
    int longest = maxBytes / (WIDEST_CHARACTER * 2 * AccessRequest.FIELDS);
    for (int i = 0; i < full.length; i++) {
      request.to[i] = Math.min(full[i], request.from[i] + longest);
    }
    try {
      return value(request);
    } finally {
      System.arraycopy(full, 0, request.to, 0, full.length);
    }
  }
}
