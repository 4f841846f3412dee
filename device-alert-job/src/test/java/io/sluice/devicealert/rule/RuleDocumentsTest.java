package io.sluice.devicealert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.event.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleDocumentsTest {
  private static final RuleLimits LIMITS =
      new RuleLimits(3_600_000, 500, Set.of("A", "B", "C", "8", "14"));
  private final RuleDocuments documents = new RuleDocuments(LIMITS);

  @Test
  void readsARuleWithAllItMaySay() throws Exception {
    Rule rule =
        only("""
                rules:
                  - id: overheat-then-stall
                    alertType: ENGINE_OVERHEAT
                    severity: CRITICAL
                    priority: 7
                    match:
                      allOf: [{fault: "A"}, {fault: "B"}]
                      within: 60s
                      unless: [{recovery: "A"}]
                    revokeOn: [{recovery: "A"}, {type: RUN}]
                    hold: 30s
                    overrides: [LOW_COOLANT]
                    appliesTo: {level: [gold], model: [X1]}
                """)
            .rule();

    assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(rule.priority()).isEqualTo(7);
    assertThat(rule.hold()).isEqualTo(30_000);
    assertThat(rule.overrides()).containsExactly("LOW_COOLANT");
    assertThat(rule.appliesTo())
        .isEqualTo(new AppliesTo(List.of("gold"), List.of("X1"), List.of()));
    assertThat(rule.match().items())
        .containsExactly(
            new EventPattern(EventType.FAULT, "A"), new EventPattern(EventType.FAULT, "B"));
    assertThat(rule.revokeOn()).contains(new EventPattern(EventType.RUN, null));
  }

  @Test
  void fillsATemplate() throws Exception {
    Rule rule =
        only("""
                {"id": "combo-17", "template": "any-order-pair",
                 "params": {"first": "8", "second": "14", "window": "60s"}, "severity": "MINOR"}
                """)
            .rule();

    assertThat(rule.match().kind()).isEqualTo(MatchKind.ALL_OF);
    assertThat(rule.match().window()).isEqualTo(60_000);
    assertThat(rule.match().items()).contains(new EventPattern(EventType.FAULT, "14"));
    assertThat(rule.severity()).isEqualTo(Severity.MINOR);
  }

  @Test
  void whatAChangeCarriesReadsAsTheSameRule() throws Exception {
    RuleDocuments.Entry entry =
        only("{id: c, template: repeated-fault, params: {fault: A, times: 3, window: 1m}}");

    RuleChange change = new RuleChange("c", 4, 17, 18, entry.document());

    assertThat(change.rule()).isEqualTo(entry.rule().stamped(4, 17, 18));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "template: nowhere | there is no template 'nowhere'",
        "template: any-order-pair, params: {first: A, second: B} | needs 'window'",
        "template: any-order-pair, params: {first: A, second: B, window: soon}"
            + "| expected a duration, found 'soon'",
        "template: repeated-fault, params: {fault: A, times: many, window: 1m}"
            + "| expected a number, found 'many'",
        "alertType: T, match: {allOf: [{fault: A}, {fault: Z}], within: 60s}"
            + "| the code 'Z' is not in the catalogue",
        "alertType: T, match: {allOf: [{fault: A}, {fault: B}], within: 2h} | over the limit",
        "alertType: T, match: {allOf: [{fault: A}], within: 60s} | found 1",
        "alertType: T, match: {allOf: [{fault: A}, {fault: A}], within: 60s} | stands here twice",
        "alertType: T, match: {allOf: [{fault: A}, {fault: B}]} | 'within' is missing",
        "alertType: T, match: {count: {of: {fault: A}, atLeast: 501}, within: 1m} | 1 to 500",
        "alertType: T, match: {within: 1m} | exactly one of",
        "alertType: T, match: {duration: {of: {fault: A}}, for: 0s} | longer than nothing",
        "alertType: T, match: {absence: {of: {type: SLEEP}}, for: 1m} | there is no event 'SLEEP'",
        "alertType: T, severity: BAD, match: {duration: {of: {fault: A}}, for: 1m} | found BAD",
        "alertType: T, colour: red, match: {duration: {of: {fault: A}}, for: 1m} | colour",
      })
  void refusesWithTheReason(String body, String reason) throws Exception {
    RuleDocuments.Entry entry = only("{id: wrong, " + body.strip() + "}");

    assertThat(entry.rule()).isNull();
    assertThat(entry.problem()).contains(reason.strip());
  }

  @Test
  void oneBadRuleLeavesTheOthersAlone() throws Exception {
    List<RuleDocuments.Entry> entries =
        documents.read(
            """
            rules:
              - {id: bad, alertType: T}
              - {id: good, template: silent-device, params: {for: 5m}}
            """);

    assertThat(entries).extracting(entry -> entry.problem() == null).containsExactly(false, true);
  }

  private RuleDocuments.Entry only(String document) throws Exception {
    List<RuleDocuments.Entry> entries = documents.read(document);
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }
}
