package io.sluice.loganalytics.parse;

import static io.sluice.loganalytics.event.RequestField.CLIENT_ADDRESS;
import static io.sluice.loganalytics.event.RequestField.HOST;
import static io.sluice.loganalytics.event.RequestField.METHOD;
import static io.sluice.loganalytics.event.RequestField.PATH;
import static io.sluice.loganalytics.event.RequestField.PROTOCOL;
import static io.sluice.loganalytics.event.RequestField.QUERY;
import static io.sluice.loganalytics.event.RequestField.REFERRER;
import static io.sluice.loganalytics.event.RequestField.REQUEST_ID;
import static io.sluice.loganalytics.event.RequestField.USER;
import static io.sluice.loganalytics.event.RequestField.USER_AGENT;
import static io.sluice.loganalytics.parse.LineTester.auto;
import static io.sluice.loganalytics.parse.LineTester.format;
import static io.sluice.loganalytics.parse.LineTester.w3cFields;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.source.RawRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class W3cFormatTest {
  private static final String IIS =
      "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
          + " cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken";
  private static final String SHORT = "#Fields: date time c-ip cs-method cs-uri-stem sc-status";
  private static final long MOMENT = 1_431_857_103_000L;

  @Test
  void readsWhatIisWrites() {
    auto()
        .follows("#Software: Microsoft Internet Information Services 10.0")
        .follows("#Version: 1.0")
        .follows("#Date: 2015-05-17 00:00:00")
        .follows(IIS)
        .reads(
            "2015-05-17 10:05:03 10.0.0.4 GET /a/b.aspx x=1&y=2 443 CORP\\alice 203.0.113.7"
                + " Mozilla/5.0+(compatible;+Googlebot/2.1;++http://www.google.com/bot.html)"
                + " https://r.example/ 200 0 0 187")
        .at(MOMENT)
        .with(CLIENT_ADDRESS, "203.0.113.7")
        .with(METHOD, "GET")
        .with(PATH, "/a/b.aspx")
        .with(QUERY, "x=1&y=2")
        .with(USER, "CORP\\alice")
        .with(
            USER_AGENT, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
        .with(REFERRER, "https://r.example/")
        .withStatus(200)
        .withMicros(187_000);
  }

  @Test
  void readsWhatCloudFrontWrites() {
    auto()
        .follows(
            "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem"
                + " sc-status cs(Referer) cs(User-Agent) cs-uri-query x-edge-request-id"
                + " x-host-header time-taken x-forwarded-for cs-protocol-version")
        .reads(
            "2015-05-17\t10:05:03\tFRA50\t1045\t203.0.113.7\tGET\td111.cloudfront.net\t/a\t206\t-"
                + "\tMozilla/5.0%20(iPhone;%20x)\t-\tid==\tShop.example\t0.042\t-\tHTTP/2.0")
        .at(MOMENT)
        .with(HOST, "shop.example")
        .with(USER_AGENT, "Mozilla/5.0 (iPhone; x)")
        .with(REQUEST_ID, "id==")
        .with(PROTOCOL, "HTTP/2.0")
        .without(QUERY, REFERRER)
        .withBytes(1_045)
        .withStatus(206)
        .withMicros(42_000);
  }

  @Test
  void aNewHeaderChangesHowTheNextLineIsRead() {
    LineTester log = auto();
    log.follows(SHORT);
    log.reads("2015-05-17 10:05:03 203.0.113.7 GET /a 200").withStatus(200).with(PATH, "/a");
    log.follows("#Fields:\tdate time cs-uri-stem sc-status c-ip");
    log.reads("2015-05-17 10:05:03 /b 404 203.0.113.8")
        .withStatus(404)
        .with(PATH, "/b")
        .with(CLIENT_ADDRESS, "203.0.113.8");
    log.rejects("2015-05-17 10:05:03 203.0.113.7 GET /a 200", "unrecognised-format");
  }

  @Test
  void withoutAHeaderLinesAreRejectedUnlessTheSettingStandsIn() {
    String line = "2015-05-17 10:05:03 203.0.113.7 GET /a 200";
    auto().rejects(line, "no-w3c-fields");
    format("w3c").rejects(line, "no-w3c-fields").rejects("rubbish", "unrecognised-format");
    w3cFields("date time c-ip cs-method cs-uri-stem sc-status").reads(line).withStatus(200);
    w3cFields(SHORT).reads(line).withStatus(200);
    // What the log says itself comes before the setting.
    LineTester log = w3cFields(SHORT);
    log.follows("#Fields: date time sc-status cs-uri-stem");
    log.reads("2015-05-17 10:05:03 404 /b").withStatus(404);
  }

  @Test
  void aHeaderWithoutTimeOrRequestIsNone() {
    auto()
        .follows("#Fields: date time c-ip")
        .rejects("2015-05-17 10:05:03 203.0.113.7", "no-w3c-fields");
  }

  @Test
  void theDateMayStandInADirective() {
    LineTester log = auto();
    log.follows("#Date: 2015-05-17 00:00:00").follows("#Fields: time cs-method cs-uri-stem");
    log.reads("10:05:03.117 GET /a").at(MOMENT + 117);
    log.follows("#Date: 2015-05-18 00:00:01");
    log.reads("10:05:03 GET /a").at(MOMENT + 86_400_000);
    auto()
        .follows("#Fields: time cs-method cs-uri-stem")
        .rejects("10:05:03 GET /a", "bad-timestamp");
  }

  @Test
  void valuesBetweenQuotesMayHoldBlanks() {
    auto()
        .follows("#Fields: date time cs-uri-stem cs(User-Agent) sc-status")
        .reads("2015-05-17 10:05:03 /a \"Mozilla/5.0 (a b)\" 200")
        .with(USER_AGENT, "Mozilla/5.0 (a b)")
        .withStatus(200);
  }

  @Test
  void linesOfOtherFormatsMayStandBetween() {
    LineTester log = auto();
    log.follows(SHORT);
    log.reads("10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /c HTTP/1.1\" 200 1")
        .with(PATH, "/c");
    log.reads("2015-05-17 10:05:03 203.0.113.7 GET /a 200").with(PATH, "/a");
    log.rejects("2015-05-17 10:05:03 203.0.113.7 GET /a 200 x", "unrecognised-format");
    log.rejects("2015-05-17 10:05:03 203.0.113.7 GET /a OK", "unrecognised-format");
    log.rejects("2015-05-32 10:05:03 203.0.113.7 GET /a 200", "bad-timestamp");
    log.rejects("# a remark of somebody", "unrecognised-format");
    format("combined").rejects(SHORT, "unrecognised-format");
  }

  @Test
  void everyPartitionHasItsOwnHeader() {
    LineTester log = auto();
    log.follows(SHORT);
    RawRecord elsewhere =
        new RawRecord(
            "2015-05-17 10:05:03 203.0.113.7 GET /a 200".getBytes(StandardCharsets.UTF_8),
            "access-logs",
            4,
            1,
            0);
    assertThat(log.parse(elsewhere).rejected.reason()).isEqualTo("no-w3c-fields");
  }

  @Test
  void everyFileBehindAnEnvelopeHasItsOwnHeader() {
    LineTester log = auto();
    log.follows(filebeat("web-1", "u_ex1.log", SHORT));
    log.follows(filebeat("web-2", "u_ex1.log", "#Fields: date time cs-uri-stem sc-status"));
    log.reads(filebeat("web-1", "u_ex1.log", "2015-05-17 10:05:03 203.0.113.7 GET /a 200"))
        .with(PATH, "/a");
    log.reads(filebeat("web-2", "u_ex1.log", "2015-05-17 10:05:03 /b 200")).with(PATH, "/b");
    log.rejects(filebeat("web-3", "u_ex1.log", "2015-05-17 10:05:03 /b 200"), "no-w3c-fields");
  }

  @Test
  void headersSurviveARestart() {
    LineTester before = auto();
    before.follows("#Date: 2015-05-17").follows("#Fields: time cs-method cs-uri-stem");
    before.follows(filebeat("web-1", "f", SHORT));
    byte[] memory = before.decoder().memory("access-logs", 3);
    assertThat(before.decoder().memory("access-logs", 4)).isNull();

    LineTester after = auto();
    after.decoder().open(UnregisteredMetricsGroup.createOperatorMetricGroup());
    after.decoder().recall("access-logs", 3, memory);

    after.reads("10:05:03 GET /a").at(MOMENT);
    after
        .reads(filebeat("web-1", "f", "2015-05-17 10:05:03 203.0.113.7 GET /b 200"))
        .with(PATH, "/b");
  }

  @Test
  void withoutDirectivesThereIsNothingToRemember() {
    LineTester tester = w3cFields(SHORT);
    tester.reads("2015-05-17 10:05:03 203.0.113.7 GET /a 200");
    assertThat(tester.decoder().memory("access-logs", 3)).isNull();
  }

  @Test
  void onlySoManyHeadersAreKept() {
    LineTester log = auto();
    log.follows(filebeat("first", "f", SHORT));
    for (int host = 0; host < W3cHeaders.MOST_LOGS; host++) {
      log.follows(filebeat("host-" + host, "f", SHORT));
    }
    log.rejects(
        filebeat("first", "f", "2015-05-17 10:05:03 203.0.113.7 GET /a 200"), "no-w3c-fields");
    log.reads(filebeat("host-999", "f", "2015-05-17 10:05:03 203.0.113.7 GET /a 200"));
  }

  private static String filebeat(String host, String file, String message) {
    return "{\"@timestamp\":\"2015-05-17T10:05:04.000Z\",\"host\":{\"name\":\""
        + host
        + "\"},\"log\":{\"file\":{\"path\":\""
        + file
        + "\"}},\"message\":\""
        + message
        + "\"}";
  }
}
