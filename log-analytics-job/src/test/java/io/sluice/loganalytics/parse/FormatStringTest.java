package io.sluice.loganalytics.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatStringTest {
  @Test
  void splitsIntoVariablesAndLiterals() {
    FormatString format = FormatString.parse("<${msec}> \"$request\"");

    assertThat(format.opening()).isEqualTo("<".getBytes(StandardCharsets.UTF_8));
    assertThat(format.steps())
        .extracting(FormatString.Step::name)
        .containsExactly("$msec", "$request");
    assertThat(format.steps())
        .extracting(step -> new String(step.literal(), StandardCharsets.UTF_8))
        .containsExactly("> \"", "\"");
    assertThat(format.escapes()).isTrue();
  }

  @Test
  void takesTheDirectiveAsItStandsInTheConfiguration() {
    FormatString format =
        FormatString.parse("  log_format  main  escape=none '$msec '\n   '\"$request\" it\\'s';\n");

    assertThat(format.steps())
        .extracting(step -> new String(step.literal(), StandardCharsets.UTF_8))
        .containsExactly(" \"", "\" it's");
    assertThat(format.escapes()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$remote_addr$status [$time_local] $request | nothing stands between $remote_addr and $status",
        "[$time_local] ${request | ${ is unterminated at: ${request",
        "[$time_local] $request $ | a $ without the name of a variable at: $",
        "$remote_addr $request $status | the log format has no time",
        "[$time_local] $status | the log format has no request",
        "`   ` | the log format is empty",
        "log_format main '$msec $request | the quoted string is unterminated at: '$msec $request",
        "log_format main escape=xml '$msec $request'; | escape=xml is unknown to nginx"
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FormatString.parse(text))
        .withMessageStartingWith(message);
  }
}
