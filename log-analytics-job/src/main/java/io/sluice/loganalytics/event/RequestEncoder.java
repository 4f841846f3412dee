package io.sluice.loganalytics.event;

import io.sluice.common.sink.RecordEncoder;
import java.nio.charset.StandardCharsets;

/** A request as a line of {@code requests.jsonl} and the value of the topic access-clean. */
public final class RequestEncoder implements RecordEncoder<AccessRequest> {
  private static final long serialVersionUID = 1L;

  private final Privacy privacy;
  private transient RequestJson json;

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
    return request.eventId().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public Long timestamp(AccessRequest request) {
    return request.timestamp;
  }
}
