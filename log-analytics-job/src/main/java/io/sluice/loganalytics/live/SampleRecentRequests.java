package io.sluice.loganalytics.live;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Privacy;
import io.sluice.loganalytics.event.RequestField;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Lets the first few requests of each second of arrival through, for people to look at. Without
 * state: after a restart a second may be sampled again, under the same ids.
 */
final class SampleRecentRequests implements FlatMapFunction<AccessRequest, RecentRequest> {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_TEXT = 512;

  private final int perSecond;
  private final Privacy privacy;
  private long second = Long.MIN_VALUE;
  private int taken;

  SampleRecentRequests(int perSecond, Privacy privacy) {
    this.perSecond = perSecond;
    this.privacy = privacy;
  }

  @Override
  public void flatMap(AccessRequest request, Collector<RecentRequest> out) {
    if (request.late || request.future) {
      return;
    }
    long at = Math.floorDiv(request.arrival, 1000);
    if (at != second) {
      second = at;
      taken = 0;
    }
    if (taken < perSecond) {
      taken++;
      out.collect(sample(request));
    }
  }

  private RecentRequest sample(AccessRequest request) {
    return new RecentRequest(
        request.eventId(),
        request.timestamp,
        cut(privacy.addressOf(request)),
        request.place == null ? null : request.place.countryIsoCode(),
        request.place == null ? null : request.place.cityName(),
        request.place == null ? null : request.place.asOrganization(),
        cut(request.text(RequestField.HOST)),
        cut(request.text(RequestField.METHOD)),
        cut(request.text(RequestField.PATH)),
        request.status == AccessRequest.MISSING ? null : request.status,
        request.bodyBytes == AccessRequest.MISSING ? null : request.bodyBytes,
        request.durationMicros == AccessRequest.MISSING ? null : request.durationMicros / 1000.0,
        request.agent == null ? null : request.agent.kind().label(),
        request.agent == null ? null : request.agent.name());
  }

  private static String cut(String text) {
    return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
