package io.sluice.loganalytics.event;

import io.sluice.common.reject.Rejected;
import io.sluice.common.time.EventTimed;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What parsing makes of a line: a request, or a reject with its reason; exactly one of the two is
 * not null. Reused between lines like the request it holds.
 */
@TypeInfo(ParsedLineTypeInfo.class)
public final class ParsedLine implements EventTimed {
  public AccessRequest request;
  public Rejected rejected;

  /** See {@link EventTimed#pendingFrom()}. */
  public long pendingFrom = Long.MAX_VALUE;

  private long progress = NO_TIMESTAMP;

  public static ParsedLine of(AccessRequest request) {
    ParsedLine line = new ParsedLine();
    line.request = request;
    return line;
  }

  public static ParsedLine of(Rejected rejected) {
    ParsedLine line = new ParsedLine();
    line.rejected = rejected;
    return line;
  }

  @Override
  public long timestamp() {
    return request == null ? NO_TIMESTAMP : request.timestamp;
  }

  @Override
  public long arrival() {
    return request == null ? rejected.arrival() : request.arrival;
  }

  @Override
  public String topic() {
    return request == null ? rejected.topic() : request.topic;
  }

  @Override
  public int partition() {
    return request == null ? rejected.partition() : request.partition;
  }

  @Override
  public long pendingFrom() {
    return pendingFrom;
  }

  @Override
  public long progress() {
    return progress;
  }

  @Override
  public void setProgress(long progress) {
    this.progress = progress;
    if (request != null) {
      request.progress = progress;
    }
  }

  @Override
  public void markLate() {
    request.late = true;
  }

  @Override
  public void markFuture() {
    request.future = true;
  }

  @Override
  public boolean late() {
    return request != null && request.late;
  }

  @Override
  public boolean future() {
    return request != null && request.future;
  }
}
