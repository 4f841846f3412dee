package io.sluice.loganalytics.ranking;

import io.sluice.common.source.RecordOrigin;
import io.sluice.loganalytics.appevent.AppEvent;
import io.sluice.loganalytics.appevent.AppEventType;
import io.sluice.loganalytics.quality.LateRecord;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A search, or a click on one of its results, as far as the ranking is judged by it. Never changed,
 * so that whoever wants to may keep it.
 */
@TypeInfo(SearchEventTypeInfo.class)
public final class SearchEvent {
  /** The value of a dimension that the search does not say. */
  static final String UNKNOWN = "unknown";

  /** Deeper ones are not told apart; the serializers have a bit for themselves. */
  private static final long DEEPEST_RANK = 1L << 60;

  /** Longer values are cut: they are keys of a table, and its index has a limit. */
  static final int LONGEST_VALUE = 512;

  /**
   * In event time; of one moment searches come before clicks, and the rest is by where they lie, so
   * that the order is the same however often they are read.
   */
  static final Comparator<SearchEvent> IN_ORDER =
      Comparator.comparingLong((SearchEvent event) -> event.ts)
          .thenComparing(event -> event.click)
          .thenComparing(event -> event.origin.topic())
          .thenComparingInt(event -> event.origin.partition())
          .thenComparingLong(event -> event.origin.offset());

  public String searchId;

  /** Epoch milliseconds. */
  public long ts;

  public boolean click;

  /** Of a search; never null there, as are the next three. */
  public String region;

  public String city;
  public String channel;
  public String term;

  /** Of a click, from 1. */
  public long rank;

  public double gain;

  /** Where it lay first. */
  public RecordOrigin origin;

  static SearchEvent of(AppEvent event) {
    SearchEvent taken = new SearchEvent();
    taken.searchId = event.id;
    taken.ts = event.ts;
    taken.origin = event.identity();
    taken.click = event.type == AppEventType.CLICK;
    if (taken.click) {
      taken.rank = Math.min(event.rank, DEEPEST_RANK);
      taken.gain = event.gain;
    } else {
      taken.region = value(event.region);
      taken.city = value(event.city);
      taken.channel = value(event.channel);
      taken.term = value(event.query);
    }
    return taken;
  }

  /** NUL, which Postgres cannot hold, becomes the replacement character like malformed UTF-8. */
  private static String value(String text) {
    if (text == null) {
      return UNKNOWN;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new String(bytes, 0, Math.min(bytes.length, LONGEST_VALUE), StandardCharsets.UTF_8)
        .replace('\0', '\uFFFD');
  }

  /** What is listed of it where it plays no part in the ranking. */
  LateRecord late(String reason) {
    return LateRecord.ofSearch(RankingStage.STAGE, reason, ts, origin, searchId, "search-clean");
  }
}
