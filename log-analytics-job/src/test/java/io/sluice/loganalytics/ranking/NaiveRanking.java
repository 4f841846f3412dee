package io.sluice.loganalytics.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The definition of the ranking over a whole list of events at once, none of which is late: nothing
 * arrives, nothing is kept, nothing fires.
 */
final class NaiveRanking {
  private static final long STEP = 300_000;
  private static final long WINDOW = 900_000;

  private final long memory;

  /** What is said of each search, in any order. */
  final List<String> scores = new ArrayList<>();

  /** Reason and offset of each event that plays no part. */
  final Set<String> leftOut = new TreeSet<>();

  NaiveRanking(long memory, List<SearchEvent> events) {
    this.memory = memory;
    Map<String, List<SearchEvent>> byId =
        events.stream()
            .collect(
                Collectors.groupingBy(each -> each.searchId, TreeMap::new, Collectors.toList()));
    byId.values().forEach(this::judge);
    scores.sort(null);
  }

  private void judge(List<SearchEvent> sameId) {
    List<SearchEvent> searches = new ArrayList<>();
    Map<SearchEvent, Map<Long, Double>> clicked = new HashMap<>();
    sameId.stream()
        .filter(event -> !event.click)
        .sorted(
            Comparator.comparingLong((SearchEvent each) -> each.ts)
                .thenComparingLong(each -> each.origin.offset()))
        .forEach(
            search -> {
              SearchEvent last = searches.isEmpty() ? null : searches.get(searches.size() - 1);
              if (last != null && search.ts < firing(last) + memory) {
                leftOut.add("duplicate-search " + search.origin.offset());
              } else {
                searches.add(search);
                clicked.put(search, new HashMap<>());
              }
            });
    for (SearchEvent event : sameId) {
      if (event.click) {
        attribute(event, searches, clicked);
      }
    }
    for (SearchEvent search : searches) {
      scores.add(
          text(
              firing(search),
              search.ts / 1000 * 1000,
              search.region + search.city + search.channel + search.term,
              !clicked.get(search).isEmpty(),
              ndcg(clicked.get(search), 10),
              ndcg(clicked.get(search), 20)));
    }
  }

  private void attribute(
      SearchEvent click, List<SearchEvent> searches, Map<SearchEvent, Map<Long, Double>> clicked) {
    for (SearchEvent search : searches) {
      boolean behind = search.ts <= click.ts && click.ts < firing(search) + memory;
      if (behind && click.ts >= firing(search)) {
        leftOut.add("late-click " + click.origin.offset());
        return;
      }
      if (behind || (click.ts < search.ts && search.ts < click.ts + WINDOW)) {
        if (click.gain > 0) {
          clicked.get(search).merge(click.rank, click.gain, Math::max);
        }
        return;
      }
    }
    leftOut.add("orphan-click " + click.origin.offset());
  }

  private static long firing(SearchEvent search) {
    return search.ts / STEP * STEP + WINDOW;
  }

  /** By the definition, with linear gains. */
  static double ndcg(Map<Long, Double> gains, int k) {
    double dcg = 0;
    for (long rank = 1; rank <= k; rank++) {
      dcg += gains.getOrDefault(rank, 0.0) / (Math.log(1 + rank) / Math.log(2));
    }
    List<Double> ideal = new ArrayList<>(gains.values());
    ideal.sort(Comparator.reverseOrder());
    double idcg = 0;
    for (int place = 0; place < Math.min(k, ideal.size()); place++) {
      idcg += ideal.get(place) / (Math.log(2 + place) / Math.log(2));
    }
    return idcg == 0 ? 0 : dcg / idcg;
  }

  static String text(SearchScore score) {
    return text(
        score.windowEnd,
        score.second,
        score.region + score.city + score.channel + score.term,
        score.withClick,
        score.ndcgAtTen,
        score.ndcgAtTwenty);
  }

  private static String text(
      long firing, long second, String values, boolean withClick, double ten, double twenty) {
    return String.format("%d %d %s %s %.9f %.9f", firing, second, values, withClick, ten, twenty);
  }
}
