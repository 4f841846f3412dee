package io.sluice.common.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFileTest {
  private static final QualityRulesFile FILE =
      new QualityRulesFile(Set.of("parse", "clean"), Set.of("url.path", "user.name"));

  @Test
  void defaultsAreSensible() {
    QualityRule rule = read("{id: r, type: reject-share, atMost: 5%}").get(0);

    assertThat(rule.severity()).isEqualTo(Severity.WARNING);
    assertThat(rule.subject()).isEqualTo("parse");
    assertThat(rule.windowMillis()).isEqualTo(60_000);
    assertThat(rule.bounds()).isEqualTo(QualityRule.Bounds.of(null, 0.05));
    assertThat(rule.minimum()).isEqualTo(1);
    assertThat(rule.openAfter()).isEqualTo(1);
    assertThat(rule.closeAfter()).isEqualTo(1);
    assertThat(rule.sample()).isEqualTo(1);
  }

  @Test
  void everyFieldReachesItsPlace() {
    QualityRule rule =
        read("{id: hosts, type: distinct-values, field: url.path, atLeast: 2, atMost: 50,"
                + " clearAtMost: 40, window: 15m, minimum: 7, openAfter: 3, closeAfter: 4,"
                + " sample: 1%, severity: critical}")
            .get(0);

    assertThat(rule.bounds()).isEqualTo(new QualityRule.Bounds(2.0, 50.0, null, 40.0));
    assertThat(rule.windowMillis()).isEqualTo(900_000);
    assertThat(rule.minimum()).isEqualTo(7);
    assertThat(rule.openAfter()).isEqualTo(3);
    assertThat(rule.closeAfter()).isEqualTo(4);
    assertThat(rule.sample()).isEqualTo(0.01);
    assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(
            read("{id: u, type: usual-volume, deviations: 3, change: 0.2, minimumWeeks: 1,"
                    + " weeks: 4}")
                .get(0)
                .usual())
        .isEqualTo(new QualityRule.Usual(3, 0.2, 1, 4));
  }

  @Test
  void theBalanceIsAlwaysThereAndMayChangeItsSeverity() {
    assertThat(FILE.read(new StringReader("rules: []")))
        .singleElement()
        .satisfies(rule -> assertThat(rule.severity()).isEqualTo(Severity.CRITICAL));
    assertThat(read("{id: balance, type: balance, severity: info}"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.severity()).isEqualTo(Severity.INFO));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: volume, atLeast: 1}                              | needs a value for id",
        "{id: a/b, type: volume, atLeast: 1}                     | other characters",
        "{id: a, type: volumes, atLeast: 1}                      | 'volumes' is none of volume,",
        "{id: a, type: volume}                                   | needs atLeast or atMost",
        "{id: a, type: volume, atLeast: many}                    | 'many' is no number",
        "{id: a, type: volume, atLeast: -1}                      | '-1' is no number",
        "{id: a, type: volume, atLeast: 9, atMost: 2}            | atLeast is above atMost",
        "{id: a, type: volume, atMost: 2, clearAtMost: 3}        | clearAtMost is above atMost",
        "{id: a, type: volume, atMost: 2, clearAtLeast: 1}       | goes with atLeast",
        "{id: a, type: volume, atLeast: 1, sample: 1%}           | sample says nothing here",
        "{id: a, type: volume, atLeast: 1, window: 90s}          | window",
        "{id: a, type: volume, atLeast: 1, window: 7m}           | window",
        "{id: a, type: volume, atLeast: 1, window: soon}         | 'soon' is no duration",
        "{id: a, type: volume, atLeast: 1, stage: wash}          | 'wash' is none of",
        "{id: a, type: volume, atLeast: 1, openAfter: 0}         | openAfter",
        "{id: a, type: volume, atLeast: 1, severity: bad}        | 'bad' is none of info",
        "{id: a, type: reject-share, atMost: 5 percent}          | is no share",
        "{id: a, type: reject-share, atMost: 500%}               | is no share",
        "{id: a, type: null-share, atMost: 5%}                   | needs a value for field",
        "{id: a, type: null-share, field: path, atMost: 5%}      | 'path' is none of",
        "{id: a, type: null-share, field: url.path, atMost: 5%, sample: 0}  | nothing would be",
        "{id: a, type: usual-volume, atLeast: 1}                 | atLeast says nothing here",
        "{id: a, type: usual-volume, minimumWeeks: 9}            | more than weeks",
        "{id: balance, type: volume, atLeast: 1}                 | belong together",
        "just words                                              | rule 1 is no list",
      })
  void whatIsWrongIsNamed(String rule, String said) {
    assertThatThrownBy(() -> read(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules: {a: b}                                | a list, [] for none",
        "rulez: []                                    | a list, [] for none",
        "''                                           | a list, [] for none",
        "rules: [                                     | is no YAML",
        "rules: [{id: a, id: b}]                      | is no YAML",
        "rules: [{id: a, type: volume, atLeast: 1}, {id: a, type: volume, atLeast: 1}] | two rules",
        "rules: !!javax.script.ScriptEngineManager [] | is no YAML",
      })
  void aFileThatIsNoneIsRefused(String text, String said) {
    assertThatThrownBy(() -> FILE.read(new StringReader(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  private static List<QualityRule> read(String rule) {
    return FILE.read(new StringReader("rules: [" + rule + "]"));
  }
}
