package io.sluice.loganalytics.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.SinkPort;
import io.sluice.common.source.file.FileRecordSource;
import io.sluice.loganalytics.AppPorts;
import io.sluice.loganalytics.LogAnalyticsConfig;
import io.sluice.loganalytics.LogAnalyticsPipeline;
import io.sluice.loganalytics.LogAnalyticsPorts;
import io.sluice.loganalytics.appevent.AppEvent;
import io.sluice.loganalytics.appevent.AppEventPorts;
import io.sluice.loganalytics.quality.LateRecord;
import io.sluice.loganalytics.quality.QualityPorts;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole graph of app events on RocksDB fails in the middle and goes on from a checkpoint, with
 * either engine: both say what the definition says, once.
 */
class RankingRecoveryITCase {
  private static final int IDS = 4_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(RankingConfig.Engine.class)
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void noSearchCountsTwiceAndNoneIsLostWhenATaskDies(RankingConfig.Engine engine) throws Exception {
    List<SearchEvent> events = new RandomSearches(new SplittableRandom(11)).events(IDS);
    LogAnalyticsConfig config = config(engine);
    StreamExecutionEnvironment environment =
        JobEnvironment.local(config.runtime(), JobEnvironment.configuration(config.runtime()));
    Captured<Integer> attempts = new Captured<>();
    Captured<NdcgRow> firings = new Captured<>();
    Captured<NdcgRow> rollUp = new Captured<>();
    Captured<LateRecord> late = new Captured<>();
    new LogAnalyticsPipeline(
            config,
            new LogAnalyticsPorts(
                null,
                null,
                null,
                null,
                QualityPorts.none(),
                late,
                LogAnalyticsPorts.none(),
                null,
                null,
                new AppPorts(
                    new AppEventPorts(
                        new FileRecordSource(write(events)),
                        (stream, id) -> attempts.attach(dying(stream, events.size()), id),
                        LogAnalyticsPorts.none()),
                    new RankingPorts(firings, rollUp))))
        .build(environment);
    assertThat(environment.getConfiguration().get(StateBackendOptions.STATE_BACKEND))
        .isEqualTo("rocksdb");

    environment.executeAsync("recovery of the ranking");
    // All at once: what nobody fetches holds back the whole graph.
    CompletableFuture<List<NdcgRow>> fired = CompletableFuture.supplyAsync(firings::toTheEnd);
    CompletableFuture<List<NdcgRow>> rolled = CompletableFuture.supplyAsync(rollUp::toTheEnd);
    CompletableFuture<List<LateRecord>> left = CompletableFuture.supplyAsync(late::toTheEnd);
    List<Integer> tried = attempts.toTheEnd();
    assertThat(tried).hasSize(events.size());
    assertThat(tried).as("the task died and came back").anyMatch(attempt -> attempt > 0);

    NaiveRanking naive = new NaiveRanking(config.ranking().clickMemory().toMillis(), events);
    assertFirings(naive, fired.get(2, TimeUnit.MINUTES));
    assertRollUp(naive, rolled.get(2, TimeUnit.MINUTES));
    assertThat(left.get(2, TimeUnit.MINUTES))
        .extracting(LateRecord::reason)
        .hasSize(naive.leftOut.size())
        .contains(Reasons.LATE_CLICK, Reasons.ORPHAN_CLICK, Reasons.DUPLICATE_SEARCH);
  }

  private static void assertFirings(NaiveRanking naive, List<NdcgRow> rows) {
    Map<Long, double[]> expected = new TreeMap<>();
    for (String score : naive.scores) {
      String[] parts = score.split(" ");
      double[] sums = expected.computeIfAbsent(Long.valueOf(parts[0]), firing -> new double[3]);
      sums[0]++;
      sums[1] += Double.parseDouble(parts[4]);
      sums[2] += Double.parseDouble(parts[5]);
    }
    Map<Long, double[]> found = new TreeMap<>();
    Map<String, NdcgRow> once = new HashMap<>();
    for (NdcgRow row : rows) {
      String key = row.time() + row.combination().key() + row.k();
      assertThat(once.put(key, row)).as("a second row for %s", key).isNull();
      if (row.combination().subset() == 0) {
        double[] sums = found.computeIfAbsent(row.time(), firing -> new double[3]);
        sums[0] = row.searches();
        sums[row.k() / 10] = row.ndcgSum();
      }
    }
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (firing, sums) ->
            assertThat(found.get(firing)).as("%s", firing).containsExactly(sums, within(1e-6)));
  }

  /** Of every level all searches, in the last rows, by every combination. */
  private static void assertRollUp(NaiveRanking naive, List<NdcgRow> rows) {
    Map<String, NdcgRow> last = new HashMap<>();
    for (NdcgRow row : rows) {
      last.merge(
          row.granularity() + row.time() + row.combination().key() + row.k(),
          row,
          (earlier, later) -> later.searches() >= earlier.searches() ? later : earlier);
    }
    Map<String, Long> searches = new TreeMap<>();
    for (NdcgRow row : last.values()) {
      searches.merge(
          row.granularity() + " by " + row.combination().subset() + " at " + row.k(),
          row.searches(),
          Long::sum);
    }
    assertThat(searches).hasSize(6 * 16 * 2);
    assertThat(searches.values()).containsOnly((long) naive.scores.size());
  }

  private LogAnalyticsConfig config(RankingConfig.Engine engine) {
    return LogAnalyticsConfig.from(
        Settings.of(
            SettingsSection.settingsOf(LogAnalyticsConfig.SECTIONS),
            Map.of(
                "ranking.engine", engine.name().toLowerCase(Locale.ROOT),
                "parallelism", "2",
                "watermark-interval", "10ms",
                "checkpoint.interval", "100ms",
                "checkpoint.min-pause", "0s",
                "checkpoint.directory", folder.resolve("checkpoints").toString(),
                "restart.initial-delay", "100ms")));
  }

  private Path write(List<SearchEvent> events) throws Exception {
    Path file = folder.resolve("app-events.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (SearchEvent event : events) {
        out.write(event.click ? click(event) : search(event));
        out.newLine();
      }
    }
    return file;
  }

  private static String click(SearchEvent event) {
    return "{\"type\":\"click\",\"searchId\":\"%s\",\"ts\":%d,\"rank\":%d,\"gain\":%s}"
        .formatted(event.searchId, event.ts, event.rank, event.gain);
  }

  private static String search(SearchEvent event) {
    return ("{\"type\":\"search\",\"searchId\":\"%s\",\"ts\":%d,\"region\":\"%s\",\"city\":\"%s\","
            + "\"channel\":\"%s\",\"query\":\"%s\"}")
        .formatted(event.searchId, event.ts, event.region, event.city, event.channel, event.term);
  }

  private static DataStream<Integer> dying(DataStream<AppEvent> stream, int events) {
    return stream
        .map(new DieOnce(events))
        .setParallelism(stream.getParallelism())
        .uid("die-once")
        .name("die once");
  }

  /** Says the attempt of each event; dies when half are through and there is a checkpoint. */
  private static final class DieOnce extends RichMapFunction<AppEvent, Integer>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;
    private final int events;
    private int seen;
    private volatile boolean checkpointed;

    DieOnce(int events) {
      this.events = events;
    }

    @Override
    public Integer map(AppEvent event) throws Exception {
      int attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
      seen++;
      if (attempt == 0 && seen > events / 2) {
        if (checkpointed) {
          throw new IllegalStateException("dies on purpose");
        }
        // The rest comes slowly, so that there is a checkpoint long before the end.
        TimeUnit.MILLISECONDS.sleep(10);
      }
      return attempt;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpointed = true;
    }
  }

  /** Collects what comes out, exactly once over restarts. */
  private static final class Captured<T> implements SinkPort<T> {
    private CloseableIterator<T> records;

    @Override
    public void attach(DataStream<T> stream, OperatorId id) {
      records = stream.collectAsync();
    }

    List<T> toTheEnd() {
      List<T> all = new ArrayList<>();
      try (CloseableIterator<T> each = records) {
        each.forEachRemaining(all::add);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return all;
    }
  }
}
