package io.sluice.benchmarks.minute;

import static org.apache.flink.table.api.DataTypes.BYTES;

import io.sluice.benchmarks.contest.Cluster;
import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.RowFiles;
import io.sluice.benchmarks.contest.Task;
import io.sluice.benchmarks.input.LineBlock;
import io.sluice.benchmarks.input.LineBlockSource;
import io.sluice.loganalytics.parse.ByteScan;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * The same figures by the SQL a user would write instead: functions of their own for the fields of
 * a line (a precompiled regular expression, each line parsed once, times and countries remembered),
 * and a window aggregate, which Flink itself runs in two phases. It reads from our source, which is
 * faster than the file system connector.
 */
abstract class SqlJob implements Contender {
  private final Cluster cluster = new Cluster();
  private final String distinct;

  /**
   * @param distinct the expression that counts distinct clients
   */
  SqlJob(String distinct) {
    this.distinct = distinct;
  }

  @Override
  public Round run(Task task) throws Exception {
    RowFiles.clear(task.path("out"));
    StreamExecutionEnvironment environment = cluster.environment(task);
    // The planner names its operators itself, and rows of external types are its own affair.
    environment.configure(
        Configuration.fromMap(Map.of(PipelineOptions.AUTO_GENERATE_UIDS.key(), "true")));
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().setLocalTimeZone(ZoneId.of("UTC"));
    register(tables, lines(environment, task), task.path("geo"));
    tables
        .toDataStream(tables.sqlQuery(query()))
        .map(SqlJob::line, Types.STRING)
        .uid("print-rows")
        .sinkTo(new RowFiles(task.path("out")))
        .uid("write-rows");
    return cluster.run(environment, task);
  }

  private static DataStream<byte[]> lines(StreamExecutionEnvironment environment, Task task) {
    return environment
        .fromSource(
            new LineBlockSource(task.path("input")),
            WatermarkStrategy.noWatermarks(),
            "read lines",
            TypeInformation.of(LineBlock.class))
        .uid("read-lines")
        .flatMap(new SplitLines(), PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
        .uid("split-lines");
  }

  private static void register(
      StreamTableEnvironment tables, DataStream<byte[]> lines, Path cityFile) {
    tables.createTemporarySystemFunction("LINE_TIME", SqlFunctions.LineTime.class);
    tables.createTemporarySystemFunction("LINE_CLIENT", SqlFunctions.LineClient.class);
    tables.createTemporarySystemFunction("LINE_STATUS", SqlFunctions.LineStatus.class);
    tables.createTemporarySystemFunction("LINE_BYTES", SqlFunctions.LineBytes.class);
    tables.createTemporarySystemFunction("COUNTRY", new SqlFunctions.Country(cityFile));
    tables.createTemporarySystemFunction("DISTINCT_SKETCH", SqlFunctions.Distinct.class);
    tables.createTemporaryView(
        "access_log",
        lines,
        Schema.newBuilder()
            .column("f0", BYTES())
            .columnByExpression("ts", "LINE_TIME(f0)")
            .watermark("ts", "ts - INTERVAL '" + CoreFromFile.LATENESS.toMinutes() + "' MINUTE")
            .build());
    tables.createTemporaryView(
        "requests",
        tables.sqlQuery(
            """
            SELECT ts, COUNTRY(f0) AS country, LINE_STATUS(f0) AS status,
                   LINE_BYTES(f0) AS body, LINE_CLIENT(f0) AS client
            FROM access_log
            """));
  }

  private String query() {
    return """
        SELECT window_start, country, status,
               COUNT(*), SUM(body), %s, MAX(body)
        FROM TABLE(TUMBLE(
          TABLE requests, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
        GROUP BY window_start, window_end, country, status
        """
        .formatted(distinct);
  }

  private static String line(Row row) {
    LocalDateTime start = row.getFieldAs(0);
    StringBuilder line = new StringBuilder();
    line.append(start.toEpochSecond(ZoneOffset.UTC) / 60);
    for (int field = 1; field < row.getArity(); field++) {
      line.append(' ').append(row.getField(field));
    }
    return line.toString();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }

  /** A block as its lines. */
  private static final class SplitLines implements FlatMapFunction<LineBlock, byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(LineBlock block, Collector<byte[]> out) {
      int from = 0;
      while (from < block.length) {
        int end = ByteScan.find(block.bytes, from, block.length, '\n');
        out.collect(Arrays.copyOfRange(block.bytes, from, end));
        from = end + 1;
      }
    }
  }
}
