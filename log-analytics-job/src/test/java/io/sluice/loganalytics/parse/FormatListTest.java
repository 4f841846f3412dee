package io.sluice.loganalytics.parse;

import static io.sluice.loganalytics.event.RequestField.HOST;
import static io.sluice.loganalytics.event.RequestField.PATH;
import static io.sluice.loganalytics.event.RequestField.USER;
import static io.sluice.loganalytics.parse.LineTester.formats;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.source.RawRecord;
import io.sluice.common.testing.RecordedMetrics;
import io.sluice.loganalytics.event.ParsedLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class FormatListTest {
  private static final String TIME = "[17/May/2015:10:05:03 +0000]";

  @Test
  void everyLineIsReadByTheFirstThatCan() {
    LineTester tester =
        formats("combined", "$host $remote_user $msec \"$request\"", "caddy", "%v %t \"%r\" %>s");
    for (int round = 0; round < 2; round++) {
      tester
          .reads("10.0.0.1 - - " + TIME + " \"GET /a HTTP/1.1\" 200 1 \"-\" \"-\"")
          .with(PATH, "/a")
          .without(HOST, USER);
      tester.reads("b.example bob 1431857103 \"GET /b HTTP/1.1\"").with(USER, "bob");
      tester
          .reads("{\"ts\":1431857103,\"request\":{\"uri\":\"/c\",\"host\":\"c.example\"}}")
          .with(HOST, "c.example")
          .without(USER);
      tester.reads("d.example " + TIME + " \"GET /d HTTP/1.1\" 404").withStatus(404).without(USER);
    }
  }

  @Test
  void theOrderDecidesWhereSeveralCan() {
    String line = "a.example b.example " + TIME + " \"GET / HTTP/1.1\"";
    formats("%V %{x}i %t \"%r\"", "%{x}i %V %t \"%r\"").reads(line).with(HOST, "a.example");
    LineTester tester =
        formats("%{x}i %V %t \"%r\" %>s", "%{x}i %V %t \"%r\"", "%V %{x}i %t \"%r\"");
    tester.reads(line).with(HOST, "b.example");
  }

  @Test
  void aRejectSaysWhatIsKnownOfIt() {
    formats("caddy", "traefik", "combined")
        .rejects("rubbish", "unrecognised-format")
        .rejects("{\"ts\":", "bad-json")
        .rejects(
            "10.0.0.1 - - [31/Feb/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"",
            "bad-timestamp");
    formats("w3c", "combined").rejects("2015-05-17 10:05:03 /a 200", "no-w3c-fields");
  }

  @Test
  void countsByFormatAndEnvelope() {
    RecordedMetrics metrics = new RecordedMetrics();
    AccessLogDecoder decoder = new AccessLogDecoder(ParseConfig.defaults());
    decoder.open(metrics);
    List<ParsedLine> lines = new ArrayList<>();
    String combined = "10.0.0.1 - - " + TIME + " \"GET /a HTTP/1.1\" 200 1 \"-\" \"u\"";
    for (String line :
        new String[] {
          combined,
          combined,
          "a.example:80 " + combined,
          combined + " \"-\"",
          "{\"ts\":1431857103,\"request\":{\"uri\":\"/c\"}}",
          "#Fields: date time cs-uri-stem",
          "2015-05-17 10:05:03 /a",
          "{\"@timestamp\":\"x\",\"message\":\"" + combined.replace("\"", "\\\"") + "\"}",
          "rubbish"
        }) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      decoder.decode(new RawRecord(bytes, "t", 0, 0, 0), new ListCollector<>(lines));
    }
    assertThat(lines).hasSize(8);
    assertThat(recognised(metrics, "combined")).isEqualTo(3);
    assertThat(recognised(metrics, "vhost-combined")).isEqualTo(1);
    assertThat(recognised(metrics, "nginx-main")).isEqualTo(1);
    assertThat(recognised(metrics, "caddy")).isEqualTo(1);
    assertThat(recognised(metrics, "w3c")).isEqualTo(1);
    assertThat(metrics.count("sluice.stage=parse.envelope=filebeat.records-unwrapped"))
        .isEqualTo(1);
    assertThat(metrics.count("sluice.stage=parse.directives")).isEqualTo(1);
  }

  private static long recognised(RecordedMetrics metrics, String format) {
    return metrics.count("sluice.stage=parse.format=" + format + ".records-recognised");
  }
}
