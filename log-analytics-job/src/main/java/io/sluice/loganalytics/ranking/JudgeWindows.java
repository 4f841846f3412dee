package io.sluice.loganalytics.ranking;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * Judges a search in the one of its three sliding windows in whose first five minutes it began:
 * there all clicks before the firing are with it.
 */
final class JudgeWindows
    extends ProcessWindowFunction<SearchEvent, SearchScore, String, TimeWindow> {
  private static final long serialVersionUID = 1L;

  private final GainScale gain;

  private transient Ndcg ndcg;
  private transient SearchScore score;

  JudgeWindows(RankingConfig config) {
    this.gain = config.gain();
  }

  @Override
  public void open(OpenContext context) {
    ndcg = new Ndcg(gain);
    score = new SearchScore();
  }

  @Override
  public void process(
      String searchId, Context context, Iterable<SearchEvent> events, Collector<SearchScore> out) {
    SearchEvent search = null;
    Gains gains = new Gains();
    for (SearchEvent event : events) {
      if (event.click) {
        gains.click(event.rank, event.gain);
      } else {
        search = event;
      }
    }
    if (search == null || Firings.slotOf(search.ts) != context.window().getStart()) {
      return;
    }
    score.windowEnd = context.window().getEnd();
    score.second = Math.floorDiv(search.ts, 1000L) * 1000;
    score.region = search.region;
    score.city = search.city;
    score.channel = search.channel;
    score.term = search.term;
    score.judge(ndcg, gains);
    out.collect(score);
  }
}
