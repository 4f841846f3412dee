package io.sluice.common.rule.set;

import static io.sluice.common.rule.set.CallRules.document;
import static io.sluice.common.rule.set.CallRules.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.rule.Expression;
import org.junit.jupiter.api.Test;

class RunningSetTest {
  private final RunningSet<Expression<String>> running =
      new RunningSet<>("calls", CallRules.reader());

  private RuleSetStatus offer(RuleSetText text) {
    return running.offer(text).orElse(null);
  }

  @Test
  void takesTheFirstAndEveryNewerOne() {
    assertThat(running.rules()).isNull();
    assertThat(offer(text(3, "true")).status()).isEqualTo(RuleSetStatus.ACTIVE);

    RuleSetStatus status = offer(text(4, "call == 'a'"));

    assertThat(status)
        .isEqualTo(
            new RuleSetStatus(
                "rules-0-4", "calls", 4L, "ACTIVE", null, 1, 4000, document(4, "call == 'a'")));
    assertThat(running.rules().rules().get(0).test("a")).isTrue();
  }

  @Test
  void aBadOneIsRefusedAndTheLastGoodOneStays() {
    offer(text(3, "true"));
    RuleSet<Expression<String>> before = running.rules();

    RuleSetStatus bad = offer(text(4, "call == 1"));
    RuleSetStatus noDocument = offer(new RuleSetText("?{", "rules-0-9", 5));

    assertThat(bad.status()).isEqualTo(RuleSetStatus.REFUSED);
    assertThat(bad.version()).isEqualTo(4);
    assertThat(bad.reason()).startsWith("line 1, column ").contains("rule 'only': when: found no");
    assertThat(noDocument.version()).isNull();
    assertThat(noDocument.setId()).isNull();
    assertThat(running.rules()).isSameAs(before);
  }

  @Test
  void anOlderOneAndOtherContentOfTheSameVersionAreRefused() {
    offer(text(3, "true"));

    assertThat(offer(text(2, "true")).reason())
        .isEqualTo("version 2 is older than the running version 3");
    assertThat(offer(text(3, "false")).reason())
        .isEqualTo("version 3 is running with other content; raise the version");
    assertThat(running.rules().rules().get(0).test("")).isTrue();
  }

  @Test
  void whatIsRunningAndWhatIsForOthersIsNoNews() {
    offer(text(3, "true"));

    assertThat(running.offer(text(3, "true"))).isEmpty();
    assertThat(running.offer(new RuleSetText("{id: other, version: 9, rules: []}", "x", 0)))
        .isEmpty();
    assertThat(running.rules().version()).isEqualTo(3);
  }
}
