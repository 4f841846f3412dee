package io.sluice.loganalytics.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  private final IsoTime time = new IsoTime();

  @ParameterizedTest
  @CsvSource({
    "2015-05-17T10:05:03+00:00, 1431857103000",
    "2015-05-17T10:05:03Z, 1431857103000",
    "2015-05-17T10:05:03.1Z, 1431857103100",
    "2015-05-17T10:05:03.1239-07:00, 1431882303123",
    "2015-05-17T10:05:03+1400, 1431806703000",
    "2016-12-31T23:59:60Z, 1483228800000"
  })
  void readsTimes(String text, long epochMillis) {
    assertThat(parse(text)).isEqualTo(epochMillis);
    assertThat(parse(text)).isEqualTo(epochMillis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2015-05-17T10:05:03",
        "2015-05-17T10:05:03.",
        "2015-05-17T10:05:03.123",
        "2015-05-17T10:05:03.Z",
        "2015-05-17T10:05:03X",
        "2015-05-17T10:05:03+0",
        "2015-02-31T10:05:03Z",
        "2015-05-17T24:00:00Z",
        "2015/05/17T10:05:03Z",
        "2015-05-17_10:05:03Z",
        ""
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(parse(text)).isEqualTo(TimeLocal.INVALID);
  }

  private long parse(String text) {
    byte[] bytes = ("xx" + text).getBytes(StandardCharsets.US_ASCII);
    return time.parse(bytes, 2, bytes.length);
  }
}
