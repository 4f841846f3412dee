package io.sluice.loganalytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.SinkPort;
import io.sluice.common.source.file.FileRecordSource;
import io.sluice.loganalytics.clean.CleanPorts;
import io.sluice.loganalytics.clean.RuleHits;
import io.sluice.loganalytics.enrich.WarmAnalyzer;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.quality.QualityPorts;
import io.sluice.loganalytics.traffic.Dimension;
import io.sluice.loganalytics.traffic.Granularity;
import io.sluice.loganalytics.traffic.TrafficRow;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole graph on RocksDB fails in the middle of its input and goes on from a checkpoint. */
class RecoveryITCase {
  private static final int LINES = 150_000;
  private static final long BEGINNING = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

  private static final String W3C_FIELDS =
      "#Fields: date time c-ip cs-username cs-method cs-uri-stem sc-status sc-bytes\n";
  private static final DateTimeFormatter TIME_LOCAL = utc("dd/MMM/yyyy:HH:mm:ss Z");
  private static final DateTimeFormatter W3C_TIME = utc("yyyy-MM-dd HH:mm:ss");

  @TempDir private Path folder;

  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void noFigureCountsTwiceAndNoRequestIsLostWhenATaskDies() throws Exception {
    survives(write(RecoveryITCase::combined, ""));
  }

  /** Every line behind the place of the failure needs a header that lies before it. */
  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void aLogIsReadOnBehindItsHeaderWhenATaskDies() throws Exception {
    survives(write(RecoveryITCase::w3c, W3C_FIELDS));
  }

  private void survives(Path log) throws Exception {
    LogAnalyticsConfig config = config();
    StreamExecutionEnvironment environment =
        JobEnvironment.local(config.runtime(), JobEnvironment.configuration(config.runtime()));
    Captured<String> requests = new Captured<>();
    Captured<TrafficRow> traffic = new Captured<>();
    Captured<RuleHits> hits = new Captured<>();
    new LogAnalyticsPipeline(
            config,
            new LogAnalyticsPorts(
                new FileRecordSource(log),
                (stream, id) -> requests.attach(ids(stream), id),
                LogAnalyticsPorts.none(),
                traffic,
                QualityPorts.none(),
                LogAnalyticsPorts.none(),
                LogAnalyticsPorts.none(),
                CleanPorts.hits(hits),
                null,
                null))
        .build(environment);
    assertThat(environment.getConfiguration().get(StateBackendOptions.STATE_BACKEND))
        .isEqualTo("rocksdb");

    try (WarmAnalyzer warm = new WarmAnalyzer(config.enrich().userAgentCacheSize())) {
      assertThat(warm).isNotNull();
      environment.executeAsync("recovery");
      // Both at once: what nobody fetches holds back the whole graph.
      CompletableFuture<List<TrafficRow>> rows = CompletableFuture.supplyAsync(traffic::toTheEnd);
      CompletableFuture<List<RuleHits>> hit = CompletableFuture.supplyAsync(hits::toTheEnd);
      assertRequests(requests.toTheEnd());
      assertTraffic(rows.get(2, TimeUnit.MINUTES));
      assertHits(hit.get(2, TimeUnit.MINUTES));
    }
  }

  private static void assertRequests(List<String> requests) {
    Set<String> ids = new HashSet<>();
    boolean restarted = false;
    for (String request : requests) {
      restarted |= !request.startsWith("0 ");
      ids.add(request.substring(request.indexOf(' ')));
    }
    assertThat(restarted).as("the task died and came back").isTrue();
    assertThat(ids).hasSize(LINES);
    assertThat(requests).hasSize(LINES);
  }

  private static void assertTraffic(List<TrafficRow> rows) {
    Map<String, TrafficRow> last = new HashMap<>();
    for (TrafficRow row : rows) {
      last.merge(
          row.granularity() + " " + row.windowStart() + " " + row.dimension() + row.value(),
          row,
          (earlier, later) -> later.requests() >= earlier.requests() ? later : earlier);
    }
    for (Granularity granularity : Granularity.values()) {
      for (Dimension dimension : Dimension.values()) {
        assertThat(
                last.values().stream()
                    .filter(row -> row.granularity().equals(granularity.label()))
                    .filter(row -> row.dimension().equals(dimension.label()))
                    .mapToLong(TrafficRow::requests)
                    .sum())
            .as("%s by %s", dimension, granularity)
            .isEqualTo(LINES);
      }
    }
  }

  private static void assertHits(List<RuleHits> rows) {
    Map<Long, Long> last = new HashMap<>();
    rows.forEach(row -> last.merge(row.minute, row.matched, Math::max));
    assertThat(last.values().stream().mapToLong(Long::longValue).sum())
        .as("hits of the cleaning rule")
        .isEqualTo(LINES);
  }

  private LogAnalyticsConfig config() throws Exception {
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            "{id: cleaning, version: 1, rules: [{id: mark, set: {labels.seen: \"'yes'\"}}]}");
    return LogAnalyticsConfig.from(
        Settings.of(
            SettingsSection.settingsOf(LogAnalyticsConfig.SECTIONS),
            Map.of(
                "clean.rules-file", rules.toString(),
                "parallelism", "2",
                "checkpoint.interval", "100ms",
                "checkpoint.min-pause", "0s",
                "checkpoint.directory", folder.resolve("checkpoints").toString(),
                "restart.initial-delay", "100ms",
                "traffic.flush-interval", "50ms")));
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** Ten lines a second of event time, hopping back and forth, from a few clients. */
  private Path write(LineOf lineOf, String header) throws Exception {
    Path log = folder.resolve("access.log");
    try (BufferedWriter out = Files.newBufferedWriter(log)) {
      out.write(header);
      for (int line = 0; line < LINES; line++) {
        long at = BEGINNING + line * 100L - (line % 7) * 9_000L;
        out.write(lineOf.at(line, Instant.ofEpochMilli(at)) + "\n");
      }
    }
    return log;
  }

  /** Makes a line of its number and its time. */
  private interface LineOf {
    String at(int line, Instant time);
  }

  private static String combined(int line, Instant time) {
    return "203.0.113."
        + line % 50
        + " - user"
        + line % 5
        + " ["
        + TIME_LOCAL.format(time)
        + "] \"GET /p"
        + line % 40
        + " HTTP/1.1\" "
        + (200 + line % 3)
        + " 10 \"-\" \"-\"";
  }

  private static String w3c(int line, Instant time) {
    return W3C_TIME.format(time)
        + " 203.0.113."
        + line % 50
        + " user"
        + line % 5
        + " GET /p"
        + line % 40
        + " "
        + (200 + line % 3)
        + " 10";
  }

  private static DataStream<String> ids(DataStream<AccessRequest> requests) {
    return requests
        .map(new DieOnce())
        .setParallelism(requests.getParallelism())
        .uid("die-once")
        .name("die once");
  }

  /** Names requests; dies when two thirds are through and there is a checkpoint to go back to. */
  private static final class DieOnce extends RichMapFunction<AccessRequest, String>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;
    private int seen;
    private boolean checkpointed;

    @Override
    public String map(AccessRequest request) {
      int attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
      seen++;
      if (attempt == 0 && checkpointed && seen > LINES / 3) {
        throw new IllegalStateException("dies on purpose");
      }
      return attempt + " " + request.eventId();
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
