package io.sluice.dashboard;

import java.util.ArrayList;
import java.util.List;

/** What a view is narrowed to: a value each of some dimensions, all of which must hold. */
public record Filters(List<Filter> all) {

  public static final Filters NONE = new Filters(List.of());

  private static final int MOST = 8;

  public Filters {
    all = List.copyOf(all);
  }

  /**
   * Reads each as {@link Filter#parse} does.
   *
   * @throws IllegalArgumentException with a sentence for the viewer
   */
  public static Filters parse(List<String> texts) {
    List<Filter> filters = new ArrayList<>();
    for (String text : texts) {
      Filter filter = Filter.parse(text);
      if (filters.stream().anyMatch(other -> other.dimension().equals(filter.dimension()))) {
        throw new IllegalArgumentException("There is one filter for each dimension at most.");
      }
      if (!filter.none()) {
        filters.add(filter);
      }
    }
    if (filters.size() > MOST) {
      throw new IllegalArgumentException("A view has at most " + MOST + " filters.");
    }
    return new Filters(filters);
  }

  /** The filter of a room that takes one only. */
  public Filter only() {
    return all.isEmpty() ? Filter.NONE : all.get(0);
  }
}
