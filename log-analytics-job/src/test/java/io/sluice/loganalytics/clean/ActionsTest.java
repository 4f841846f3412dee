package io.sluice.loganalytics.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.source.RawRecord;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.AccessRequestSerializer;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.event.Privacy;
import io.sluice.loganalytics.event.RequestField;
import io.sluice.loganalytics.parse.AccessLogDecoder;
import io.sluice.loganalytics.parse.ParseConfig;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsTest implements Collector<ParsedLine> {
  private AccessRequest request;

  @ParameterizedTest
  @CsvSource({
    "a=1&b=2, 1",
    "b=2&a=1, 1",
    "ab=2&a=1, 1",
    "a, ''",
    "a=, ''",
    "a=x=y, x=y",
    "a=1&a=2, 1",
    "%61=1, 1",
    "a=%41+%C3%A4, A ä",
    "a=100%&b, 100%",
    "a=%4, %4",
    "a=%ff, \uFFFD",
    "&&a=1, 1",
    "b=a, none",
    "'', none",
  })
  void parametersAreThoseOfForms(String query, String value) throws Exception {
    clean("/p?" + query, "query: {parameters: [a]}");

    assertThat(label("a")).isEqualTo(value.equals("none") ? null : value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/a?token=1&x=2 token=[^&]* /a?***&x=2",
        "/a?token=1&x=2 token=([^&]*) /a?token=***&x=2",
        "/a?token=1&token=2 token=([^&]*) /a?token=***&token=***",
        "/a?x=1 token=([^&]*) /a?x=1",
        "/a?abcd (b)c(d) /a?a***c***",
        "http://h/a?k=v k=(.*) http://h/a?k=***",
      })
  void aMaskLiesOverTheQueryAndTheTarget(String target, String pattern, String expected)
      throws Exception {
    clean(target, "mask: {field: url.query, pattern: '" + pattern + "'}");

    assertThat(text(RequestField.TARGET)).isEqualTo(expected);
    assertThat(text(RequestField.QUERY)).isEqualTo(expected.substring(expected.indexOf('?') + 1));
  }

  @Test
  void aMaskLiesOverThePathAndTheTarget() throws Exception {
    clean("http://h/user/4711?x", "mask: {field: url.path, pattern: '[0-9]+', with: N}");

    assertThat(text(RequestField.PATH)).isEqualTo("/user/N");
    assertThat(text(RequestField.TARGET)).isEqualTo("http://h/user/N?x");
  }

  @Test
  void extractsNamedGroupsOfTheFirstMatchThatTakePart() throws Exception {
    clean("/a/12/b/34", "extract: {field: url.path, pattern: '(?P<n>[0-9]+)|(?P<never>x)'}");

    assertThat(request.labels).containsOnlyKeys("n").containsEntry("n", "12");
  }

  @Test
  void whatIsWrittenLivesBesideTheLine() throws Exception {
    clean("/a?b", "set: {url.path: \"'/ä'\", user.name: url.query + '!'}");

    assertThat(text(RequestField.PATH)).isEqualTo("/ä");
    assertThat(text(RequestField.USER)).isEqualTo("b!");
    assertThat(text(RequestField.TARGET)).isEqualTo("/a?b");
    assertThat(
            new String(Arrays.copyOf(request.buffer, request.lineLength), StandardCharsets.UTF_8))
        .isEqualTo(line("/a?b"));
    AccessRequest copy = AccessRequestSerializer.INSTANCE.copy(request);
    assertThat(copy.text(RequestField.PATH)).isEqualTo("/ä");
  }

  @Test
  void aCutAddressIsShownCutAndKeptWhole() throws Exception {
    clean("/", "truncate: {field: source.ip, ipv4: 8}");

    assertThat(Privacy.KEEP_ALL.addressOf(request)).isEqualTo("192.0.0.0");
    assertThat(request.addressLow & 0xFF).isEqualTo(77);
    assertThat(
            new Privacy(Privacy.AddressRule.TRUNCATE, Privacy.UserRule.KEEP, null)
                .addressOf(request))
        .isEqualTo("192.0.0.0");
    assertThat(
            new Privacy(Privacy.AddressRule.OMIT, Privacy.UserRule.KEEP, null).addressOf(request))
        .isNull();
  }

  private String label(String name) {
    return request.labels == null ? null : request.labels.get(name);
  }

  private String text(RequestField field) {
    return request.text(field);
  }

  private static String line(String target) {
    return "192.0.2.77 - - [20/Nov/2026:10:00:00 +0000] \"GET " + target + " HTTP/1.1\" 200 5";
  }

  private void clean(String target, String action) throws Exception {
    byte[] line = line(target).getBytes(StandardCharsets.UTF_8);
    new AccessLogDecoder(ParseConfig.defaults())
        .decode(new RawRecord(line, "access.log", 0, 0, RawRecord.NO_ARRIVAL), this);
    RequestCleaner cleaner =
        new RequestCleaner(
            CleanConfig.reader()
                .read("{id: cleaning, version: 1, rules: [{id: only, " + action + "}]}"));
    cleaner.clean(request, new HitCounter(0, 1, cleaner.ruleIds()));
  }

  @Override
  public void collect(ParsedLine parsed) {
    request = parsed.request;
  }

  @Override
  public void close() {}
}
