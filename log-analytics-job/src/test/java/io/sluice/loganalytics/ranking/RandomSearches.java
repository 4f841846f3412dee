package io.sluice.loganalytics.ranking;

import io.sluice.common.source.RecordOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Searches and clicks of a few ids, most of them where something is decided: at the edges of
 * firings, of waiting, of memory; searches twice, clicks ahead of everything. In order of arrival,
 * none of them late.
 */
final class RandomSearches {
  static final long BEGINNING = 1_772_445_600_000L; // a multiple of five minutes
  static final long LATENESS = 30_000;

  private static final long MINUTE = 60_000;
  private static final long[] STEPS = {5, 10, 15, 30};

  private final SplittableRandom random;

  RandomSearches(SplittableRandom random) {
    this.random = random;
  }

  /** In order of arrival. */
  List<SearchEvent> events(int ids) {
    record Arriving(long at, SearchEvent event) {}
    List<Arriving> arriving = new ArrayList<>();
    for (int id = 0; id < ids; id++) {
      for (SearchEvent event : events("search-" + id)) {
        arriving.add(new Arriving(event.ts + random.nextLong(LATENESS + 1), event));
      }
    }
    arriving.sort(Comparator.comparingLong(Arriving::at));
    List<SearchEvent> events = new ArrayList<>();
    for (Arriving each : arriving) {
      each.event.origin = new RecordOrigin("app-events", 0, events.size(), 0);
      events.add(each.event);
    }
    return events;
  }

  private List<SearchEvent> events(String id) {
    List<SearchEvent> events = new ArrayList<>();
    long start = BEGINNING + anywhere(90 * MINUTE);
    int searches = random.nextInt(10) == 0 ? 0 : random.nextInt(5) == 0 ? 3 : 1;
    for (int search = 0; search < searches; search++) {
      events.add(search(id, search == 0 ? start : near(start)));
    }
    for (int click = random.nextInt(5); click > 0; click--) {
      events.add(click(id, random.nextBoolean() ? near(start) : start + anywhere(5 * MINUTE)));
    }
    if (!events.isEmpty() && random.nextInt(8) == 0) {
      events.add(copy(events.get(random.nextInt(events.size()))));
    }
    return events;
  }

  /** At one of the edges around a start, to the millisecond. */
  private long near(long start) {
    long from = random.nextBoolean() ? start : start / (5 * MINUTE) * (5 * MINUTE);
    long away = STEPS[random.nextInt(STEPS.length)] * MINUTE;
    long time = random.nextInt(4) == 0 ? from - away : from + away;
    return Math.max(BEGINNING, time + random.nextInt(3) - 1);
  }

  private long anywhere(long within) {
    return random.nextLong(within);
  }

  private SearchEvent search(String id, long ts) {
    SearchEvent search = event(id, ts);
    search.region = "region-" + random.nextInt(3);
    search.city = "city-" + random.nextInt(3);
    search.channel = random.nextInt(4) == 0 ? SearchEvent.UNKNOWN : "web";
    search.term = "term-" + random.nextInt(5);
    return search;
  }

  private SearchEvent click(String id, long ts) {
    SearchEvent click = event(id, ts);
    click.click = true;
    click.rank = random.nextInt(6) == 0 ? 1_000_000 : 1 + random.nextInt(25);
    click.gain = random.nextInt(4) == 0 ? random.nextInt(4) : 1;
    return click;
  }

  private static SearchEvent event(String id, long ts) {
    SearchEvent event = new SearchEvent();
    event.searchId = id;
    event.ts = ts;
    return event;
  }

  private static SearchEvent copy(SearchEvent from) {
    SearchEvent copy = event(from.searchId, from.ts);
    copy.click = from.click;
    copy.region = from.region;
    copy.city = from.city;
    copy.channel = from.channel;
    copy.term = from.term;
    copy.rank = from.rank;
    copy.gain = from.gain;
    return copy;
  }
}
