package io.sluice.loganalytics.event;

import io.sluice.common.sink.RecordEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

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

  /** All labels together get the room of one field. */
  private static Map<String, String> shortened(Map<String, String> labels, int longest) {
    int each = longest / Math.max(1, labels.size());
    Map<String, String> cut = new LinkedHashMap<>();
    labels.forEach((name, text) -> cut.put(name, text.substring(0, Math.min(each, text.length()))));
    return cut;
  }

  /** The same object with its texts cut: of a line of a megabyte nobody misses the end. */
  @Override
  public byte[] shortened(AccessRequest request, int maxBytes) {
    int[] full = request.to.clone();
    Map<String, String> labels = request.labels;
    int longest = maxBytes / (WIDEST_CHARACTER * 2 * AccessRequest.FIELDS);
    for (int i = 0; i < full.length; i++) {
      request.to[i] = Math.min(full[i], request.from[i] + longest);
    }
    request.labels = labels == null ? null : shortened(labels, longest);
    try {
      return value(request);
    } finally {
      request.labels = labels;
      System.arraycopy(full, 0, request.to, 0, full.length);
    }
  }
}
