package io.sluice.devicealert.live;

import io.sluice.common.config.BadSetting;
import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.SettingsException;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.jdbc.Database;
import io.sluice.devicealert.rule.RulePort;
import io.sluice.devicealert.rule.RulePublication;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The table {@code alert_rule} as a source of rules: looked at every so often by one reader, whose
 * state is what it has published. Never ends, and goes on trying while the database is away.
 */
public record RuleTable(JdbcConfig database, Duration interval) implements RulePort {

  @Override
  public DataStream<RulePublication> attach(
      StreamExecutionEnvironment environment,
      OperatorId id,
      WatermarkStrategy<RulePublication> watermarks) {
    return environment
        .fromSource(
            new Polled(database, interval),
            watermarks,
            id.name(),
            TypeInformation.of(RulePublication.class))
        .uid(id.uid())
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  /** What the rows that are switched on say now, for the start of the job. */
  List<RulePublication> now() {
    try (Connection connection = Database.of(database).connect()) {
      return RuleRows.read(connection).rows().stream()
          .filter(RuleRows.Row::enabled)
          .map(RuleRows.Row::publication)
          .toList();
    } catch (SQLException e) {
      throw new SettingsException(
          List.of(
              new BadSetting(
                  JdbcConfig.URL.key(),
                  database.url(),
                  null,
                  "the rules of the table alert_rule cannot be read",
                  "start the database, or set rules.source to topic (" + e.getMessage() + ")")));
    }
  }

  /** The Flink side of it. */
  private record Polled(JdbcConfig database, Duration interval)
      implements Source<RulePublication, RuleTableSplit, Boolean>, Serializable {
    @Override
    public Boundedness getBoundedness() {
      return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<RulePublication, RuleTableSplit> createReader(SourceReaderContext context) {
      return new RuleTableReader(context, database, interval);
    }

    @Override
    public SplitEnumerator<RuleTableSplit, Boolean> createEnumerator(
        SplitEnumeratorContext<RuleTableSplit> context) {
      return new HandOut(context, new RuleTableSplit(Map.of()));
    }

    @Override
    public SplitEnumerator<RuleTableSplit, Boolean> restoreEnumerator(
        SplitEnumeratorContext<RuleTableSplit> context, Boolean handedOut) {
      return new HandOut(context, handedOut ? null : new RuleTableSplit(Map.of()));
    }

    @Override
    public SimpleVersionedSerializer<RuleTableSplit> getSplitSerializer() {
      return new RuleTableSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
      return new Flag();
    }
  }

  /** Hands the one split to the one reader. */
  private static final class HandOut implements SplitEnumerator<RuleTableSplit, Boolean> {
    private final SplitEnumeratorContext<RuleTableSplit> context;

    /** Null once it is handed out. */
    private RuleTableSplit split;

    HandOut(SplitEnumeratorContext<RuleTableSplit> context, RuleTableSplit split) {
      this.context = context;
      this.split = split;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {
      if (split != null) {
        context.assignSplits(new SplitsAssignment<>(split, subtask));
        split = null;
      }
    }

    @Override
    public void addSplitsBack(List<RuleTableSplit> splits, int subtask) {
      split = splits.get(0);
    }

    @Override
    public void addReader(int subtask) {}

    @Override
    public Boolean snapshotState(long checkpointId) {
      return split == null;
    }

    @Override
    public void close() {}
  }

  /** Whether the split is handed out. */
  private static final class Flag implements SimpleVersionedSerializer<Boolean> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(Boolean handedOut) {
      return new byte[] {(byte) (handedOut ? 1 : 0)};
    }

    @Override
    public Boolean deserialize(int version, byte[] bytes) {
      return bytes[0] == 1;
    }
  }
}
