package io.sluice.loganalytics.parse;

import static io.sluice.loganalytics.event.RequestField.CLIENT_ADDRESS;
import static io.sluice.loganalytics.event.RequestField.PATH;
import static io.sluice.loganalytics.event.RequestField.REFERRER;
import static io.sluice.loganalytics.event.RequestField.TARGET;
import static io.sluice.loganalytics.event.RequestField.USER_AGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.common.source.RawRecord;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class AccessLogDecoderTest {
  private static final String LINE =
      "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 1";

  @Test
  void carriesTheIdentityOfTheRecord() {
    RawRecord raw = new RawRecord(bytes(LINE), "access-logs", 2, 77, 1_700_000_000_123L, 55);

    ParsedLine parsed = LineTester.auto().parse(raw);

    assertThat(parsed.request.eventId()).isEqualTo("access-logs-2-77");
    assertThat(parsed.arrival()).isEqualTo(1_700_000_000_123L);
    assertThat(parsed.pendingFrom()).isEqualTo(55);
    assertThat(parsed.timestamp()).isEqualTo(1_431_857_103_000L);
    assertThat(parsed.request.buffer).isSameAs(raw.value());
  }

  @Test
  void rejectsCarryTheOriginalBytesAndTheirPlace() {
    RawRecord raw = new RawRecord(bytes("rubbish\r\n"), "access-logs", 2, 77, 123, 55);

    ParsedLine parsed = LineTester.auto().parse(raw);

    assertThat(parsed.request).isNull();
    assertThat(parsed.rejected.stage()).isEqualTo("parse");
    assertThat(parsed.rejected.reason()).isEqualTo("unrecognised-format");
    assertThat(parsed.rejected.message()).contains("auto");
    assertThat(parsed.rejected.payload()).isEqualTo(bytes("rubbish\r\n"));
    assertThat(parsed.rejected.topic()).isEqualTo("access-logs");
    assertThat(parsed.rejected.partition()).isEqualTo(2);
    assertThat(parsed.rejected.offset()).isEqualTo(77);
    assertThat(parsed.rejected.arrival()).isEqualTo(123);
    assertThat(parsed.pendingFrom()).isEqualTo(55);
  }

  @Test
  void reusesWhatItHandsOutAndForgetsTheLineBefore() {
    LineTester tester = LineTester.auto("10.0.0.0/8");
    ParsedLine first = tester.parse(bytes(LINE + " \"/r\" \"agent\" \"203.0.113.7\""));
    AccessRequest request = first.request;
    request.late = true;

    ParsedLine second = tester.parse(bytes(LINE));

    assertThat(second).isSameAs(first);
    assertThat(second.request).isSameAs(request);
    assertThat(second.late()).isFalse();
    assertThat(second.request.text(USER_AGENT)).isNull();
    assertThat(second.request.text(REFERRER)).isNull();
    assertThat(second.request.text(CLIENT_ADDRESS)).isEqualTo("10.0.0.1");
  }

  @Test
  void lineEndsAreNoPartOfTheLine() {
    LineTester.auto().reads(LINE + "\r\n").withBytes(1);
    LineTester.auto().reads(LINE + " \"-\" \"agent\"\r\n").with(USER_AGENT, "agent");
    LineTester.auto().reads(LINE + "\n").withBytes(1);
  }

  @Test
  void emptyLinesAreRejected() {
    LineTester.auto()
        .rejects("", "empty-line")
        .rejects("\r\n", "empty-line")
        .rejects(" \t \n", "empty-line");
  }

  @Test
  void aLineOfAMegabyteIsRead() {
    String path = "/" + "a".repeat(1_000_000);
    LineTester.auto().reads(LINE.replace("/a", path)).with(PATH, path).with(TARGET, path);
  }

  @Test
  void longerLinesAreRejected() {
    LineTester.linesUpTo(LINE.length()).reads(LINE);
    LineTester.linesUpTo(LINE.length() - 1).rejects(LINE, "line-too-long");
  }

  @Test
  void travelsToTheTasks() throws Exception {
    AccessLogDecoder decoder = new AccessLogDecoder(ParseConfig.defaults());
    byte[] shipped = InstantiationUtil.serializeObject(decoder);
    AccessLogDecoder arrived =
        InstantiationUtil.deserializeObject(shipped, getClass().getClassLoader());
    assertThat(arrived.producedType().getTypeClass()).isEqualTo(ParsedLine.class);
  }

  @Test
  void wrongSettingsStopTheStartAndNameTheKey() {
    assertRefused(() -> ParseConfig.ofFormats("combimed"))
        .withMessageStartingWith("parse.format: \"combimed\" is neither one of auto, combined");
    assertRefused(() -> ParseConfig.ofFormats("combined", "$status"))
        .withMessageStartingWith("parse.format: the log format has no time");
    assertRefused(() -> ParseConfig.ofFormats())
        .withMessageStartingWith("parse.format: no format; give auto or one of");
    assertRefused(() -> config("filebaet", List.of(), "", List.of()))
        .withMessageStartingWith("parse.envelope: \"filebaet\" is neither one of auto, none");
    assertRefused(() -> config("json:message", List.of(), "", List.of()))
        .withMessage(
            "parse.envelope: \"message\" is no JSON pointer, which begins with a slash: /message");
    assertRefused(() -> config("auto", List.of("ip=remote_adr"), "", List.of()))
        .withMessageStartingWith("parse.json-fields: \"ip=remote_adr\" is no name=variable");
    assertRefused(() -> config("auto", List.of(), "date c-ip", List.of()))
        .withMessageStartingWith("parse.w3c-fields: the columns need date, time and cs-uri-stem");
    assertRefused(() -> config("auto", List.of(), "", List.of("10.0.0.0/33")))
        .withMessage(
            "parse.trusted-proxies: \"10.0.0.0/33\": what follows the slash must be 0 to 32");
    assertRefused(() -> new ParseConfig(List.of("auto"), "auto", List.of(), "", List.of(), 0))
        .withMessage("parse.max-line-bytes: must be at least 1, not 0");
  }

  private static ThrowableAssertAlternative<IllegalArgumentException> assertRefused(
      ThrowingCallable config) {
    return assertThatIllegalArgumentException().isThrownBy(config);
  }

  private static ParseConfig config(
      String envelope, List<String> jsonFields, String w3cFields, List<String> proxies) {
    return new ParseConfig(List.of("auto"), envelope, jsonFields, w3cFields, proxies, 100);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
