package io.sluice.loganalytics.quality;

import io.sluice.common.geo.Place;
import io.sluice.common.state.PreAggregation;
import io.sluice.loganalytics.event.AccessRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.Collector;

/**
 * Counts stages behind the cleaning: {@code enrich} (geo misses: public addresses without a place),
 * {@code lookup}, which gives out what it takes in, and {@code traffic} (in: all requests; out:
 * those counted; the difference is late or future, and kept in the requests).
 */
public final class CountEnriched implements PreAggregation<AccessRequest, StageCounts> {
  static final String ENRICH = "enrich";
  static final String LOOKUP = "lookup";
  static final String TRAFFIC = "traffic";

  private static final long serialVersionUID = 1L;
  private static final long NONE = Long.MIN_VALUE;

  /** Of one minute, null where a stage is not counted here. */
  private static final class Minute {
    StageCounts enrich;
    StageCounts lookup;
    StageCounts traffic;
  }

  @SuppressWarnings("serial") // the list that List.copyOf gives is serialisable
  private final List<String> stages;

  private transient Map<Long, Minute> minutes;
  private transient Minute latest;
  private long latestStart = NONE;

  /**
   * @param stages those that a request has passed where this stands
   */
  public CountEnriched(List<String> stages) {
    this.stages = List.copyOf(stages);
  }

  @Override
  public void add(AccessRequest request) {
    Minute minute = minute(MinuteClock.minuteOf(request.progress));
    if (minute.enrich != null) {
      minute.enrich.in++;
      minute.enrich.out++;
      if (request.place != null && request.place.status() == Place.Status.MISS) {
        minute.enrich.geoMisses++;
      }
    }
    if (minute.lookup != null) {
      minute.lookup.in++;
      minute.lookup.out++;
    }
    if (minute.traffic != null) {
      countTraffic(request, minute.traffic);
    }
  }

  private static void countTraffic(AccessRequest request, StageCounts traffic) {
    traffic.in++;
    if (request.late) {
      traffic.late++;
      traffic.reject("late");
    } else if (request.future) {
      traffic.reject("future");
    } else {
      traffic.out++;
    }
  }

  private Minute minute(long start) {
    if (latest == null || start != latestStart) {
      if (minutes == null) {
        minutes = new LinkedHashMap<>();
      }
      latest = minutes.computeIfAbsent(start, this::fresh);
      latestStart = start;
    }
    return latest;
  }

  private Minute fresh(long start) {
    Minute minute = new Minute();
    minute.enrich = counts(ENRICH, start);
    minute.lookup = counts(LOOKUP, start);
    minute.traffic = counts(TRAFFIC, start);
    return minute;
  }

  private StageCounts counts(String stage, long start) {
    return stages.contains(stage) ? new StageCounts(stage, start) : null;
  }

  @Override
  public int size() {
    return minutes == null ? 0 : minutes.size();
  }

  @Override
  public void drain(Collector<StageCounts> out) {
    for (Minute minute : minutes.values()) {
      give(minute.enrich, out);
      give(minute.lookup, out);
      give(minute.traffic, out);
    }
    minutes.clear();
    latest = null;
  }

  private static void give(StageCounts counts, Collector<StageCounts> out) {
    if (counts != null) {
      out.collect(counts);
    }
  }
}
