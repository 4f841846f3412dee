package io.sluice.devicealert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleShelfTest {
  private static final String DURATION = "match: {duration: {of: {fault: A}}, for: 1m}";
  private final RuleShelf shelf = new RuleShelf(new RuleLimits(3_600_000, 500, Set.of()));

  @Test
  void stampsWhatSaysNoTimeWithItsPublication() {
    RuleChange change = only(offer("{id: r, alertType: T, " + DURATION + "}", 1_000));

    assertThat(change.version()).isEqualTo(1);
    assertThat(change.effectiveFrom()).isEqualTo(1_000);
    assertThat(change.knownAt()).isEqualTo(1_000);
  }

  @Test
  void theSameDocumentAgainChangesNothing() {
    String document = "{id: r, alertType: T, " + DURATION + "}";
    offer(document, 1_000);

    assertThat(offer(document, 2_000).changes()).isEmpty();
    assertThat(offer(document, 3_000).statuses()).isEmpty();
  }

  @Test
  void aChangeIsTheNextVersionAndARemovalEndsIt() {
    offer("{id: r, alertType: T, " + DURATION + "}", 1_000);

    RuleChange edit = only(offer("{id: r, alertType: T, hold: 5s, " + DURATION + "}", 2_000));
    RuleShelf.Offered removal = offer("{id: r, removed: true}", 3_000);

    assertThat(edit.version()).isEqualTo(2);
    assertThat(only(removal).rule().removed()).isTrue();
    assertThat(removal.statuses()).extracting(RuleStatus::status).containsExactly("REMOVED");
  }

  @Test
  void refusesOverridesInACircleAndKeepsTheLastGoodVersion() {
    offer("{id: a, alertType: TA, overrides: [TB], " + DURATION + "}", 1_000);
    offer("{id: b, alertType: TB, overrides: [TC], " + DURATION + "}", 1_000);

    RuleShelf.Offered circle =
        offer("{id: c, alertType: TC, overrides: [TA], " + DURATION + "}", 2_000);

    assertThat(circle.changes()).isEmpty();
    assertThat(circle.statuses().get(0).reason()).contains("would suppress each other");
    assertThat(offer("{id: d, alertType: TD, overrides: [TD], " + DURATION + "}", 1).changes())
        .isEmpty();
  }

  @Test
  void refusesTheRemovalOfARuleThatIsNotThereAndWhatIsNoDocument() {
    assertThat(reasons(offer("{id: r, removed: true}", 1)))
        .containsExactly("there is no rule 'r' to remove");
    assertThat(reasons(offer("[1, 2]", 1))).hasSize(1);
  }

  @Test
  void aVersionThatIsThereAlreadyIsRefused() {
    offer("{id: r, version: 7, alertType: T, " + DURATION + "}", 1_000);

    RuleShelf.Offered edit =
        offer("{id: r, version: 7, alertType: T, hold: 5s, " + DURATION + "}", 2_000);
    RuleShelf.Offered removal = offer("{id: r, version: 7, removed: true}", 3_000);

    assertThat(reasons(edit).get(0)).contains("version: 7 is there already").contains("8 or more");
    assertThat(reasons(removal).get(0)).contains("version: 7 is there already");
    assertThat(edit.changes()).isEmpty();
    assertThat(removal.changes()).isEmpty();
    assertThat(only(offer("{id: r, version: 8, removed: true}", 4_000)).version()).isEqualTo(8);
  }

  @Test
  void readAgainFromTheStartOfItsTopicAnOldVersionIsNotRefused() {
    String first = "{id: r, version: 1, alertType: T, " + DURATION + "}";
    offer(first, 1_000);
    offer("{id: r, version: 2, alertType: T, hold: 5s, " + DURATION + "}", 2_000);

    assertThat(offer(first, 1_000).statuses()).isEmpty();
  }

  @Test
  void aRowIsAnsweredWhateverBecameOfIt() {
    String rule = "{id: r, alertType: T, " + DURATION + "}";

    assertThat(told(row("r", rule, 1_000))).containsExactly("ACTIVE 1");
    assertThat(told(row("r", rule, 2_000))).as("touched").containsExactly("ACTIVE 1");
    assertThat(told(row("other", rule, 2_000)).get(0)).startsWith("REFUSED 0");
    assertThat(told(row("r", rule.replace("T,", "U,"), 1_500))).containsExactly("ACTIVE 2");
    assertThat(told(row("r", rule, 1_000)).get(0)).contains("a later change of this rule");
    assertThat(told(row("never", "{id: never, removed: true}", 1))).containsExactly("REMOVED 0");
    assertThat(told(row("r", "{rules: [" + rule + ", " + rule + "]}", 3_000)).get(0))
        .contains("one rule");
  }

  @Test
  void ofARowThatIsGoneNobodyIsToldAndItsRuleEnds() {
    shelf.offer(row("r", "{id: r, alertType: T, " + DURATION + "}", 1_000));

    RuleShelf.Offered gone =
        shelf.offer(RulePublication.removal(RulePublication.Kind.ROW_GONE, "r", 2_000));

    assertThat(gone.statuses()).isEmpty();
    assertThat(gone.changes()).singleElement().matches(change -> change.rule().removed());
  }

  @Test
  void theColumnSaysFromWhenOnWhereTheDocumentDoesNot() {
    String rule = "{id: r, alertType: T, " + DURATION + "}";
    RulePublication from = new RulePublication(RulePublication.Kind.ROW, rule, "r", 1_000, 500L);
    RulePublication later = new RulePublication(RulePublication.Kind.ROW, rule, "r", 2_000, 900L);

    assertThat(only(shelf.offer(from)).effectiveFrom()).isEqualTo(500);
    assertThat(only(shelf.offer(later)).effectiveFrom()).isEqualTo(900);
  }

  @Test
  void nothingTakesTheIdOfASequenceOrClosesACircleWithOne() {
    RuleShelf beside =
        new RuleShelf(
            new RuleLimits(3_600_000, 500, Set.of())
                .beside(Set.of("stopped"), Map.of("ALARM", List.of("HEAT"))));

    assertThat(reasons(beside.offer("{id: stopped, alertType: T, " + DURATION + "}", "test", 1, 1)))
        .singleElement()
        .asString()
        .contains("cep.sequences");
    assertThat(
            reasons(
                beside.offer(
                    "{id: r, alertType: HEAT, overrides: [ALARM], " + DURATION + "}",
                    "test",
                    1,
                    1)))
        .singleElement()
        .asString()
        .contains("would suppress each other");
  }

  private static RulePublication row(String id, String document, long at) {
    return new RulePublication(RulePublication.Kind.ROW, document, id, at, null);
  }

  private List<String> told(RulePublication published) {
    return shelf.offer(published).statuses().stream()
        .map(
            status ->
                status.status()
                    + " "
                    + status.version()
                    + (status.reason() == null ? "" : " " + status.reason()))
        .toList();
  }

  private RuleShelf.Offered offer(String document, long at) {
    return shelf.offer(document, "test", at, at);
  }

  private static RuleChange only(RuleShelf.Offered offered) {
    assertThat(offered.statuses()).extracting(RuleStatus::reason).containsOnlyNulls();
    assertThat(offered.changes()).hasSize(1);
    return offered.changes().get(0);
  }

  private static List<String> reasons(RuleShelf.Offered offered) {
    return offered.statuses().stream().map(RuleStatus::reason).toList();
  }
}
