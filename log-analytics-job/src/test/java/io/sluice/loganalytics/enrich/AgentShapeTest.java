package io.sluice.loganalytics.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentShapeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "curl/8.5.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/464.0.0.37.109;FBBV/595891422;FBDV/iPhone14,5;"
            + "FBMD/iPhone;FBSN/iOS;FBSV/17.5;FBSS/3;FBID/phone;FBLC/en_US;FBOP/5;FBRV/0]",
        "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; SLCC2; .NET CLR 2.0.50727;"
            + " .NET CLR 3.5.30729; .NET CLR 3.0.30729; .NET CLR 1.1.4322; .NET CLR 1.0.3705;"
            + " Media Center PC 6.0; InfoPath.2; .NET4.0C; .NET4.0E; MS-RTC LM 8)"
      })
  void isWhatClientsSend(String userAgent) {
    assertThat(plausible(userAgent)).isTrue();
  }

  /** Each kept yauaa 8.1.1 busy for 80 ms to 2.8 s at two kilobytes. */
  @ParameterizedTest
  @ValueSource(
      strings = {"(", "a(", "[", "=", "a@b.c ", "Build/", "a:b ", "<a>", "+http://a.b/c ", "_a_"})
  void isMadeToBeSlow(String piece) {
    assertThat(plausible(piece.repeat(512 / piece.length()))).isFalse();
  }

  private static boolean plausible(String userAgent) {
    byte[] text = userAgent.getBytes(StandardCharsets.UTF_8);
    return AgentShape.plausible(text, 0, text.length);
  }
}
