package io.sluice.dashboard.time;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Covers a range by stretches of the coarsest rows that fit into it, so that a sum over a day reads
 * a few rows a value instead of 86,400. Each request of the range lies in exactly one stretch.
 *
 * <p>Weeks and months are left out: they do not nest.
 */
public final class Cover {

  /** Rows of one size with a window start in [from, to). */
  public record Stretch(Granularity granularity, Instant from, Instant to) {}

  private final ZoneId zone;

  public Cover(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * @param finest the finest size to use; the start of the range is moved down to its edge
   */
  public List<Stretch> of(TimeRange range, Granularity finest) {
    List<Stretch> stretches = new ArrayList<>();
    Instant cursor = finest.floor(range.from(), zone);
    while (cursor.isBefore(range.to())) {
      Granularity size = coarsestAt(cursor, range, finest);
      Instant next = size.next(cursor, zone);
      append(stretches, new Stretch(size, cursor, next));
      cursor = next;
    }
    return List.copyOf(stretches);
  }

  private Granularity coarsestAt(Instant cursor, TimeRange range, Granularity finest) {
    for (Granularity size = Granularity.DAY; size.compareTo(finest) > 0; size = finer(size)) {
      boolean starts = size.floor(cursor, zone).equals(cursor);
      // Nothing lies after now, so a live range may end with a window that is still open.
      boolean ends = range.live() || !size.next(cursor, zone).isAfter(range.to());
      if (starts && ends) {
        return size;
      }
    }
    return finest;
  }

  private static Granularity finer(Granularity size) {
    return Granularity.values()[size.ordinal() - 1];
  }

  private static void append(List<Stretch> stretches, Stretch stretch) {
    int last = stretches.size() - 1;
    if (last >= 0 && stretches.get(last).granularity() == stretch.granularity()) {
      stretches.set(
          last, new Stretch(stretch.granularity(), stretches.get(last).from(), stretch.to()));
    } else {
      stretches.add(stretch);
    }
  }
}
