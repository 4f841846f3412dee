package io.sluice.loganalytics.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

/**
 * Keeps the searches of a bucket until they are judged, and says of every search and click what
 * becomes of it.
 *
 * <p>Events are worked on in event time: each waits until the watermark has passed the half minute
 * it lies in, and then goes in order. So neither the order of arrival nor how often the watermark
 * moves has any part in what comes out, and each rule can be said in event time alone:
 *
 * <ul>
 *   <li>A search is one unless another with its id came before it and is still remembered.
 *   <li>A click belongs to the search of its id. It counts if it lies before the firing that judges
 *       the search; else it is late, as long as the search is remembered.
 *   <li>A click ahead of its search waits for one that begins within fifteen minutes of it; else it
 *       is an orphan.
 *   <li>A search is remembered from its start until {@code clickMemory} after its firing.
 * </ul>
 *
 * <p>The waiting costs state for the events of some seconds, and nothing else: what is judged every
 * five minutes cannot come out earlier.
 */
final class SearchBook {
  /** How long events are gathered before they are worked on; firings are multiples of it. */
  static final long HALF_MINUTE = 30_000;

  /** Where the cohorts of the bucket are. */
  interface Shelf {
    /** Null where there is none. */
    Cohort get(long slot) throws Exception;

    void put(long slot, Cohort cohort) throws Exception;

    void remove(long slot) throws Exception;
  }

  /** Is told what becomes of events and cohorts. */
  interface Outcomes {
    void counted(SearchEvent event);

    void leftOut(SearchEvent event, String reason);

    /** The cohort's searches are judged now; it is not to be kept. */
    void fired(long slot, Cohort cohort);
  }

  private final long clickMemory;

  /**
   * @param clickMemory a multiple of five minutes, in milliseconds
   */
  SearchBook(long clickMemory) {
    this.clickMemory = clickMemory;
  }

  /** The watermark at which an event of this time is worked on. */
  static long workedOnAt(long ts) {
    return Math.floorDiv(ts, HALF_MINUTE) * HALF_MINUTE + HALF_MINUTE - 1;
  }

  /** Whether the firing that judges searches of this time has passed with the watermark. */
  static boolean isJudged(long ts, long watermark) {
    return Firings.of(Firings.slotOf(ts)) - 1 <= watermark;
  }

  /** Does all that is due at a time, in event time. */
  void advance(Bucket bucket, long time, Shelf shelf, Outcomes outcomes) throws Exception {
    for (SearchEvent event : takeDue(bucket.early, time)) {
      if (event.click) {
        click(bucket, event, shelf, outcomes);
      } else {
        search(bucket, event, shelf, outcomes);
      }
    }
    fire(bucket, time, shelf, outcomes);
    forget(bucket, time, shelf);
    while (!bucket.waiting.isEmpty() && givenUpAt(bucket.waiting.get(0)) <= time) {
      outcomes.leftOut(bucket.waiting.remove(0), Reasons.ORPHAN_CLICK);
    }
  }

  private static List<SearchEvent> takeDue(List<SearchEvent> early, long time) {
    List<SearchEvent> due = new ArrayList<>(early.size());
    List<SearchEvent> left = new ArrayList<>();
    for (SearchEvent event : early) {
      (event.ts <= time ? due : left).add(event);
    }
    early.clear();
    early.addAll(left);
    due.sort(SearchEvent.IN_ORDER);
    return due;
  }

  private void search(Bucket bucket, SearchEvent search, Shelf shelf, Outcomes outcomes)
      throws Exception {
    long hash = SearchHash.of(search.searchId);
    for (long slot : bucket.slots) {
      if (search.ts < Firings.of(slot) + clickMemory && shelf.get(slot).find(hash) >= 0) {
        outcomes.leftOut(search, Reasons.DUPLICATE_SEARCH);
        return;
      }
    }
    long slot = Firings.slotOf(search.ts);
    Cohort cohort = cohort(bucket, slot, shelf);
    int place = cohort.add(hash, (int) ((search.ts - slot) / 1000), search);
    outcomes.counted(search);
    for (ListIterator<SearchEvent> clicks = bucket.waiting.listIterator(); clicks.hasNext(); ) {
      SearchEvent click = clicks.next();
      if (click.searchId.equals(search.searchId) && givenUpAt(click) >= search.ts) {
        clicks.remove();
        cohort.click(place, click.rank, click.gain);
        outcomes.counted(click);
      }
    }
    shelf.put(slot, cohort);
  }

  private static Cohort cohort(Bucket bucket, long slot, Shelf shelf) throws Exception {
    int at = bucket.slots.indexOf(slot);
    if (at >= 0) {
      return shelf.get(slot);
    }
    bucket.slots.add(slot);
    bucket.slots.sort(null);
    return new Cohort();
  }

  /** Most clicks follow their search within the same minutes, so the youngest is asked first. */
  private void click(Bucket bucket, SearchEvent click, Shelf shelf, Outcomes outcomes)
      throws Exception {
    long hash = SearchHash.of(click.searchId);
    for (int at = bucket.slots.size() - 1; at >= 0; at--) {
      long slot = bucket.slots.get(at);
      if (click.ts >= Firings.of(slot) + clickMemory) {
        break;
      }
      Cohort cohort = shelf.get(slot);
      int place = cohort.find(hash);
      if (place >= 0) {
        if (at < bucket.fired || click.ts >= Firings.of(slot)) {
          outcomes.leftOut(click, Reasons.LATE_CLICK);
        } else {
          cohort.click(place, click.rank, click.gain);
          shelf.put(slot, cohort);
          outcomes.counted(click);
        }
        return;
      }
    }
    bucket.waiting.add(click);
  }

  private void fire(Bucket bucket, long time, Shelf shelf, Outcomes outcomes) throws Exception {
    while (bucket.fired < bucket.slots.size()
        && Firings.of(bucket.slots.get(bucket.fired)) - 1 <= time) {
      long slot = bucket.slots.get(bucket.fired);
      Cohort cohort = shelf.get(slot);
      outcomes.fired(slot, cohort);
      cohort.fire();
      shelf.put(slot, cohort);
      bucket.fired++;
    }
  }

  private void forget(Bucket bucket, long time, Shelf shelf) throws Exception {
    while (bucket.fired > 0 && Firings.of(bucket.slots.get(0)) + clickMemory - 1 <= time) {
      shelf.remove(bucket.slots.remove(0));
      bucket.fired--;
    }
  }

  /** The last moment at which a search may begin that the click is one on. */
  private static long givenUpAt(SearchEvent click) {
    return click.ts + Firings.WINDOW - 1;
  }

  /** The time at which something is due next, Long.MAX_VALUE where nothing is left. */
  long nextTime(Bucket bucket) {
    long next = Bucket.NO_TIMER;
    for (SearchEvent event : bucket.early) {
      next = Math.min(next, workedOnAt(event.ts));
    }
    if (!bucket.waiting.isEmpty()) {
      next = Math.min(next, workedOnAt(givenUpAt(bucket.waiting.get(0))));
    }
    if (bucket.fired > 0) {
      next = Math.min(next, Firings.of(bucket.slots.get(0)) + clickMemory - 1);
    }
    if (bucket.fired < bucket.slots.size()) {
      next = Math.min(next, Firings.of(bucket.slots.get(bucket.fired)) - 1);
    }
    return next;
  }
}
