package io.sluice.playground.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.source.RawRecord;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.parse.AccessLogDecoder;
import io.sluice.loganalytics.parse.ParseConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SimulateCommandTest {
  private static final LogLine LINE =
      new LogLine("a line".getBytes(StandardCharsets.US_ASCII), "id", 1_763_629_200_123L, false);

  @TempDir Path directory;

  @Test
  void writesHistoryToAFile() throws IOException {
    Path file = directory.resolve("access.log");
    assertThat(run("--out", file.toString(), "--rate", "20", "--seconds", "60")).isZero();
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    assertThat(lines).hasSizeBetween(500, 2_000);
    assertThat(lines.get(0)).contains("[20/Nov/2025:06:00:00 +0000]");
    assertThat(lines.get(lines.size() - 1)).contains("[20/Nov/2025:06:00:59 +0000]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"demo", "combined", "common", "vhost-combined", "caddy", "traefik", "w3c"})
  void writesEveryFormatSoThatTheJobReadsIt(String format) throws IOException {
    Path file = directory.resolve("access.log");
    run("--out", file.toString(), "--profile", "combined", "--format", format, "--seconds", "5");

    AccessLogDecoder decoder = new AccessLogDecoder(ParseConfig.defaults());
    List<ParsedLine> read = new ArrayList<>();
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
      List<ParsedLine> one = new ArrayList<>();
      decoder.decode(new RawRecord(bytes, "access.log", 0, 0, 0), new ListCollector<>(one));
      one.forEach(parsed -> assertThat(parsed.rejected).as(line).isNull());
      read.addAll(one);
    }
    assertThat(read).hasSize(format.equals("w3c") ? lines.size() - 1 : lines.size());
    assertThat(lines).hasSizeGreaterThan(100);
  }

  @Test
  void packsWhatIsNamedSoAndGivesTheSameLines() throws IOException {
    Path plain = directory.resolve("access.log");
    Path packed = directory.resolve("access.log.gz");
    run("--out", plain.toString(), "--rate", "20", "--seconds", "30");
    run("--out", packed.toString(), "--rate", "20", "--seconds", "30");
    try (GZIPInputStream unpacked =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(packed)))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--profile nope | no profile 'nope', there are demo, combined, burst, dirty",
        "--start yesterday | --start yesterday is no time such as 2025-11-20T06:00:00Z",
        "--rate 0 | --rate must be greater than 0",
        "--seconds -1 | --seconds must be greater than 0",
        "--format nope | no format 'nope', there are demo, combined, common, vhost-combined, caddy, traefik, w3c",
        "--geoip nowhere.mmdb | --geoip nowhere.mmdb: no such file or directory"
      })
  void saysInOneLineWhatIsWrong(String arguments, String message) {
    List<String> all = new ArrayList<>(List.of("--out", directory.resolve("x").toString()));
    all.addAll(List.of(arguments.split(" ")));
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new SimulateCommand()).setErr(new PrintWriter(err));
    command.setParameterExceptionHandler(
        (wrong, args) -> {
          wrong.getCommandLine().getErr().println(wrong.getMessage());
          return 2;
        });
    all.add(0, "access-logs");
    assertThat(command.execute(all.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo(message);
  }

  @Test
  void wantsEitherAFileOrABroker() {
    assertThat(new CommandLine(new SimulateCommand()).setErr(nowhere()).execute("access-logs"))
        .isNotZero();
    assertThat(run("--out", "x", "--bootstrap", "localhost:9092")).isNotZero();
  }

  @Test
  void sendsToATopicWithTheEventTime() throws IOException {
    MockProducer<byte[], byte[]> producer = producer(true);
    try (LineTarget target = new LineTarget.ToTopic(producer, "access-logs")) {
      target.accept(LINE);
    }
    assertThat(producer.closed()).isTrue();
    assertThat(producer.history()).hasSize(1);
    assertThat(producer.history().get(0).topic()).isEqualTo("access-logs");
    assertThat(producer.history().get(0).timestamp()).isEqualTo(1_763_629_200_123L);
    assertThat(producer.history().get(0).value()).isEqualTo(LINE.value());
  }

  @Test
  void aLineThatTheBrokerRefusesIsAnError() throws IOException {
    MockProducer<byte[], byte[]> producer = producer(false);
    LineTarget target = new LineTarget.ToTopic(producer, "access-logs");
    target.accept(LINE);
    producer.errorNext(new TimeoutException("no answer"));
    assertThatThrownBy(target::close)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no answer");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("access-logs"));
    all.addAll(List.of(arguments));
    if (!all.contains("--bootstrap")) {
      all.addAll(List.of("--start", "2025-11-20T06:00:00Z"));
    }
    return new CommandLine(new SimulateCommand())
        .setErr(nowhere())
        .setOut(nowhere())
        .execute(all.toArray(String[]::new));
  }

  private static PrintWriter nowhere() {
    return new PrintWriter(new StringWriter());
  }

  private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete,
        new RoundRobinPartitioner(),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
