package io.sluice.loganalytics.quality;

import io.sluice.common.geo.Place;
import io.sluice.common.state.PreAggregation;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.lookup.NameCustomer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.util.Collector;

/**
 * Counts the stages {@code enrich} (geo misses: public addresses without a place), {@code lookup}
 * where customers are looked up, and {@code traffic} (in: all requests; out: those counted; the
 * difference is late or future, and kept in the requests).
 */
public final class CountEnriched implements PreAggregation<AccessRequest, StageCounts> {
  private static final long serialVersionUID = 1L;

  /** The stages of one minute. */
  private static final class Minute {
    final StageCounts enrich;
    final StageCounts lookup;
    final StageCounts traffic;

    Minute(long start) {
      enrich = new StageCounts("enrich", start);
      lookup = new StageCounts(NameCustomer.STAGE, start);
      traffic = new StageCounts("traffic", start);
    }
  }

  private transient Map<Long, Minute> minutes;

  @Override
  public void add(AccessRequest request) {
    if (minutes == null) {
      minutes = new LinkedHashMap<>();
    }
    long start = MinuteClock.minuteOf(request.progress);
    Minute minute = minutes.computeIfAbsent(start, Minute::new);
    minute.enrich.in++;
    minute.enrich.out++;
    if (request.place != null && request.place.status() == Place.Status.MISS) {
      minute.enrich.geoMisses++;
    }
    if (request.customer != null) {
      minute.lookup.in++;
      minute.lookup.out++;
    }
    minute.traffic.in++;
    if (request.late) {
      minute.traffic.late++;
      minute.traffic.reject("late");
    } else if (request.future) {
      minute.traffic.reject("future");
    } else {
      minute.traffic.out++;
    }
  }

  @Override
  public int size() {
    return minutes == null ? 0 : minutes.size();
  }

  @Override
  public void drain(Collector<StageCounts> out) {
    for (Minute minute : minutes.values()) {
      out.collect(minute.enrich);
      if (minute.lookup.in > 0) {
        out.collect(minute.lookup);
      }
      out.collect(minute.traffic);
    }
    minutes.clear();
  }
}
