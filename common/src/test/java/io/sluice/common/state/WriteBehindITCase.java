package io.sluice.common.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.config.Settings;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.runtime.RuntimeConfig;
import io.sluice.common.sink.file.JsonLinesSink;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job on RocksDB is killed or stopped in the middle and goes on with another parallelism, twice,
 * 2 → 4 → 1: in the end each key's total is what its readings add up to, once.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class WriteBehindITCase {
  private static final long READINGS = 120_000;
  private static final int CHECKPOINTS = 2;
  private static final StateConfig TIGHT = new StateConfig(true, 300_000, 300);
  private static final StateConfig OFF = new StateConfig(false, 0, 1);

  @TempDir private Path folder;
  private boolean unaligned;

  @Test
  void stoppedWithANativeSavepointThenKilledOnAlignedCheckpoints() throws Exception {
    Path savepoint = stopped(start(2, TIGHT, null), SavepointFormatType.NATIVE);
    Path checkpoint = killed(start(4, TIGHT, savepoint));
    finish(start(1, TIGHT, checkpoint));
  }

  @Test
  void killedOnUnalignedCheckpointsThenOnWithoutRowsInHeapToACanonicalSavepoint() throws Exception {
    unaligned = true;
    Path checkpoint = killed(start(2, TIGHT, null));
    Path savepoint = stopped(start(4, OFF, checkpoint), SavepointFormatType.CANONICAL);
    finish(start(1, TIGHT, savepoint));
  }

  private JobClient start(int parallelism, StateConfig state, Path from) throws Exception {
    RuntimeConfig config = config(parallelism, from);
    StreamExecutionEnvironment environment =
        JobEnvironment.local(config, JobEnvironment.configuration(config));
    environment
        .fromSource(
            new NumberSequenceSource(0, READINGS - 1), WatermarkStrategy.noWatermarks(), "count")
        // A reader without numbers would end at once, and a job in part cannot be stopped.
        .setParallelism(1)
        .uid("count")
        .map(Reading::of, TypeInformation.of(Reading.class))
        .setParallelism(1)
        .uid("make-readings")
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Reading>forMonotonousTimestamps()
                .withTimestampAssigner((reading, before) -> reading.time()))
        .setParallelism(1)
        .uid("assign-time")
        .keyBy(Reading::key)
        .transform("fold tiles", Types.STRING, new OnRocksDb(new FoldTiles(folder), state))
        .uid("fold-tiles")
        .sinkTo(JsonLinesSink.to(out(), line -> line.getBytes(StandardCharsets.UTF_8)))
        .setParallelism(1)
        .uid("write-totals");
    return environment.executeAsync("fold tiles");
  }

  private RuntimeConfig config(int parallelism, Path from) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "parallelism", String.valueOf(parallelism),
                "max-parallelism", "16",
                "watermark-interval", "10ms",
                "checkpoint.interval", "100ms",
                "checkpoint.min-pause", "0s",
                "checkpoint.unaligned", String.valueOf(unaligned),
                "checkpoint.directory", folder.resolve("checkpoints").toString(),
                "flink.restart-strategy.type", "none"));
    if (from != null) {
      settings.put("flink.execution.state-recovery.path", from.toUri().toString());
    }
    return RuntimeConfig.from(Settings.of(RuntimeConfig.SETTINGS, settings));
  }

  /** Lets it die in the middle; the checkpoint it leaves. */
  private Path killed(JobClient job) throws Exception {
    awaitCheckpoint(job);
    Path die = Files.createFile(folder.resolve("die"));
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .hasStackTraceContaining("dies on purpose");
    Files.delete(die);
    return checkpoint(job).orElseThrow();
  }

  private Path stopped(JobClient job, SavepointFormatType format) throws Exception {
    awaitCheckpoint(job);
    String savepoint =
        job.stopWithSavepoint(false, folder.resolve("savepoints").toUri().toString(), format).get();
    return Path.of(URI.create(savepoint));
  }

  private void finish(JobClient job) throws Exception {
    Files.createFile(folder.resolve("hurry"));
    job.getJobExecutionResult().get();
    assertThat(totals()).isEqualTo(expected());
  }

  /** Each key once, with all its readings. */
  private Map<String, String> totals() throws IOException {
    Map<String, String> totals = new TreeMap<>();
    for (String line : Files.readAllLines(out())) {
      String key = line.substring(0, line.indexOf(' '));
      assertThat(totals.put(key, line)).as("%s comes once", key).isNull();
    }
    return totals;
  }

  private static Map<String, String> expected() {
    Map<String, long[]> sums = new HashMap<>();
    for (long number = 0; number < READINGS; number++) {
      Reading reading = Reading.of(number);
      long[] sum = sums.computeIfAbsent(reading.key(), key -> new long[] {0, 0, Long.MIN_VALUE});
      sum[0]++;
      sum[1] += reading.amount();
      sum[2] = Math.max(sum[2], reading.amount());
    }
    Map<String, String> expected = new TreeMap<>();
    sums.forEach(
        (key, sum) ->
            expected.put(key, key + " " + sum[0] + "×" + sum[1] + "≤" + sum[2] + " true"));
    return expected;
  }

  private void awaitCheckpoint(JobClient job) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
    while (checkpoint(job).map(WriteBehindITCase::number).orElse(0) < CHECKPOINTS) {
      assertThat(Instant.now()).as("a checkpoint within a minute").isBefore(deadline);
      assertThat(job.getJobExecutionResult()).as("still in the middle").isNotDone();
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** The newest completed checkpoint. */
  private Optional<Path> checkpoint(JobClient job) throws IOException {
    Path all = folder.resolve("checkpoints").resolve(job.getJobID().toString());
    if (!Files.exists(all)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(all)) {
      return found
          .filter(path -> path.getFileName().toString().startsWith("chk-"))
          .filter(path -> Files.exists(path.resolve("_metadata")))
          .max(Comparator.comparing(WriteBehindITCase::number));
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  private Path out() {
    return folder.resolve("totals");
  }

  /** Refuses to run on anything else. */
  private static final class OnRocksDb extends WriteBehindOperator<String, Reading, String> {
    private static final long serialVersionUID = 1L;

    OnRocksDb(KeyedProcessFunction<String, Reading, String> function, StateConfig config) {
      super(function, config);
    }

    @Override
    public void open() throws Exception {
      assertThat(this.<String>getKeyedStateBackend()).isInstanceOf(RocksDBKeyedStateBackend.class);
      super.open();
    }
  }
}
