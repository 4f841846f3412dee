package io.sluice.loganalytics.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.Settings;
import io.sluice.common.rule.set.RuleSetStatus;
import io.sluice.common.rule.set.RuleSetText;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.runtime.RuntimeConfig;
import io.sluice.common.sink.SinkPort;
import io.sluice.common.source.RecordDecoder;
import io.sluice.common.source.SourcePort;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules come in while requests flow: the next request meets them, and a bad set changes nothing.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ChangingRulesITCase {
  private static final long EACH = 50;
  private static final String END = "end";

  @TempDir private Path folder;

  @Test
  void theNextRequestMeetsTheNewRules() throws Exception {
    StreamExecutionEnvironment environment =
        JobEnvironment.local(
            RuntimeConfig.from(Settings.of(RuntimeConfig.SETTINGS, Map.of("parallelism", "2"))));
    Captured<RuleSetStatus> status = new Captured<>();
    Captured<RuleHits> hits = new Captured<>();
    CleanPorts ports = new CleanPorts(new GatedRules(gate("rules"), gate("end")), status, hits);
    SingleOutputStreamOperator<AccessRequest> cleaned =
        new CleanStage(new CleanConfig("cleaning", null), ports, true)
            .attach(requests(environment));
    CloseableIterator<String> passed = paths(cleaned).collectAsync();
    environment.executeAsync("changing rules");

    List<String> before = take(passed, EACH);
    open("rules");
    List<String> told = new ArrayList<>();
    for (int left = 4; left > 0; left--) {
      RuleSetStatus one = status.records.next();
      told.add(one.status() + " " + one.version());
    }
    open("requests");
    open("end");
    List<String> after = take(passed, EACH / 2);

    assertThat(before).allMatch(path -> path.startsWith("/p"));
    assertThat(told).containsExactly("ACTIVE 1", "REFUSED 2", "REFUSED 1", "ACTIVE 3");
    assertThat(after).hasSize((int) EACH / 2).allMatch("/changed"::equals);
    assertThat(passed.hasNext()).isFalse();
    long matched = 0;
    while (hits.records.hasNext()) {
      RuleHits row = hits.records.next();
      assertThat(row.setVersion).isEqualTo(3);
      matched += row.matched;
    }
    assertThat(matched).isEqualTo(EACH / 2 + EACH / 2);
  }

  private Path gate(String name) {
    return folder.resolve(name);
  }

  private void open(String name) throws Exception {
    Files.createFile(gate(name));
  }

  private static List<String> take(CloseableIterator<String> from, long count) {
    List<String> taken = new ArrayList<>();
    for (long left = count; left > 0; left--) {
      taken.add(from.next());
    }
    return taken;
  }

  /** As many requests before the gate opens as after. */
  private DataStream<AccessRequest> requests(StreamExecutionEnvironment environment) {
    return environment
        .fromData(LongStream.range(0, 2 * EACH).boxed().toList())
        .uid("numbers")
        .map(new MakeRequest(new Gate(gate("requests"))))
        .returns(TypeInformation.of(AccessRequest.class))
        .setParallelism(1)
        .uid("make-requests");
  }

  private static DataStream<String> paths(DataStream<AccessRequest> requests) {
    return requests
        .map(request -> request.text(RequestField.PATH))
        .returns(String.class)
        .setParallelism(requests.getParallelism())
        .uid("paths");
  }

  /** Waits until a file is there. */
  private record Gate(String file) implements Serializable {
    Gate(Path file) {
      this(file.toString());
    }

    void pass() throws Exception {
      long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
      while (!Files.exists(Path.of(file))) {
        assertThat(System.nanoTime()).as("opened in time").isLessThan(deadline);
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
  }

  private record MakeRequest(Gate gate) implements MapFunction<Long, AccessRequest> {
    @Override
    public AccessRequest map(Long number) throws Exception {
      if (number >= EACH) {
        gate.pass();
      }
      AccessRequest request = new AccessRequest();
      request.buffer = ("/p" + number % 2).getBytes(StandardCharsets.US_ASCII);
      request.lineLength = request.buffer.length;
      request.set(RequestField.PATH, 0, request.buffer.length);
      request.topic = "access-logs";
      request.offset = number;
      request.arrival = 1_763_659_980_000L;
      request.timestamp = request.arrival;
      return request;
    }
  }

  /**
   * A good set, a bad one, an old one, a good one; then that once more, at the end: what a finished
   * task has told can only be read when the job is over.
   */
  private record GatedRules(Path beginning, Path end) implements SourcePort {
    @Override
    @SuppressWarnings("unchecked")
    public <T> DataStream<T> attach(
        StreamExecutionEnvironment environment,
        OperatorId id,
        RecordDecoder<T> decoder,
        WatermarkStrategy<T> watermarks) {
      Gate opened = new Gate(beginning);
      Gate ended = new Gate(end);
      RuleSetText last =
          rules(
              3,
              "{id: odd, when: 'url.path == \"/p1\"', drop: true},"
                  + "{id: even, set: {url.path: \"'/changed'\"}}");
      return (DataStream<T>)
          environment
              .fromData(
                  TypeInformation.of(RuleSetText.class),
                  rules(1, "{id: all, drop: true}"),
                  rules(2, "{id: bad, when: 'url.path', drop: true}"),
                  rules(1, "{id: old, drop: true}"),
                  last,
                  new RuleSetText(last.document(), END, 0))
              .uid("rule-texts")
              .map(
                  text -> {
                    (text.origin().equals(END) ? ended : opened).pass();
                    return text;
                  })
              .returns(RuleSetText.class)
              .setParallelism(1)
              .uid("gate-rules");
    }

    private static RuleSetText rules(long version, String rules) {
      return new RuleSetText(
          "{id: cleaning, version: " + version + ", rules: [" + rules + "]}", "rules-" + rules, 0);
    }
  }

  private static final class Captured<T> implements SinkPort<T> {
    private CloseableIterator<T> records;

    @Override
    public void attach(DataStream<T> stream, OperatorId id) {
      records = stream.collectAsync();
    }
  }
}
