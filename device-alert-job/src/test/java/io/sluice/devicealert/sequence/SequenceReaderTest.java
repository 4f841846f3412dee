package io.sluice.devicealert.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.devicealert.rule.RuleLimits;
import java.util.Set;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.junit.jupiter.api.Test;

/** What a sequence may say, and what is refused before flink-cep gets it wrong. */
class SequenceReaderTest {
  private static final RuleLimits LIMITS = new RuleLimits(3_600_000, 500, Set.of());

  @Test
  void theShippedOnesAreAtLeastFiveAndFlinkTakesThem() {
    SequenceBook shipped = SequencesFile.read(SequencesFile.SHIPPED, LIMITS);

    assertThat(shipped.ids()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(shipped.ids()).contains("fault-then-alarm-while-stopped");
    shipped.all().forEach(SequenceReaderTest::compile);
  }

  @Test
  void readsAllThatAStepMaySay() {
    Sequence read =
        sequence(
            "among: [{type: RUN}], steps: [{begin: {fault: A}, times: {from: 2}},"
                + " {next: [{fault: B}, {alarm: C}], optional: true},"
                + " {followedBy: {type: STOP}, times: 3, consecutive: true},"
                + " {followedBy: {type: RUN}}, {notNext: {type: MOVE}}, {followedBy: {type: ALARM}}]");

    assertThat(read.steps().get(0).from()).isEqualTo(2);
    assertThat(read.steps().get(0).to()).isEqualTo(SequenceStep.WITHOUT_END);
    assertThat(read.steps().get(1).optional()).isTrue();
    assertThat(read.steps().get(1).events()).hasSize(2);
    assertThat(read.steps().get(2).consecutive()).isTrue();
    assertThat(read.steps().get(4).contiguity()).isEqualTo(Contiguity.NOT_NEXT);
    assertThat(read.within()).isEqualTo(60_000);
    compile(read);
  }

  @Test
  void anotherShapeHasAnotherNameAndOtherWordsDoNot() {
    Sequence one = sequence("steps: [{begin: {fault: A}}, {followedBy: {fault: B}}]");
    Sequence worse =
        sequence("severity: CRITICAL, steps: [{begin: {fault: A}}, {followedBy: {fault: B}}]");
    Sequence other = sequence("steps: [{begin: {fault: A}}, {followedBy: {fault: C}}]");

    assertThat(worse.shape()).isEqualTo(one.shape());
    assertThat(other.shape()).isNotEqualTo(one.shape());
  }

  @Test
  void refusesWhatFlinkWouldAnswerOtherwise() {
    assertRefused("steps: [{begin: {fault: A}}]", "2 to 16");
    assertRefused("steps: [{followedBy: {fault: A}}, {followedBy: {fault: B}}]", "begin: EVENT");
    assertRefused("steps: [{begin: {fault: A}}, {begin: {fault: B}}]", "stands first only");
    assertRefused("steps: [{begin: {fault: A}}, {next: {fault: B}}]", "among: all");
    assertRefused("among: all, steps: [{begin: {fault: A}}, {followedBy: {fault: B}}]", "drop it");
    assertRefused(
        "among: some, steps: [{begin: {fault: A}}, {next: {fault: B}}]", "among: write all");
    assertRefused(
        "among: all, steps: [{begin: {fault: A}}, {notNext: {fault: B}}]", "write notFollowedBy");
    assertRefused(
        "steps: [{begin: {fault: A}}, {followedBy: {fault: B}, optional: true},"
            + " {notFollowedBy: {type: RUN}}, {followedBy: {fault: C}}]",
        "without optional and times");
    assertRefused(
        "steps: [{begin: {fault: A}, oneOrMore: true}, {notFollowedBy: {type: RUN}}]",
        "as often as it comes");
    assertRefused(
        "steps: [{begin: {fault: A}}, {notFollowedBy: {type: RUN}}, {notFollowedBy: {type: STOP}}]",
        "one list");
    assertRefused(
        "steps: [{begin: {fault: A}}, {notFollowedBy: {fault: B}}, {followedBy: {type: FAULT}}]",
        "forbidden just before");
    assertRefused(
        "steps: [{begin: {fault: A}}, {notFollowedBy: {type: RUN}, times: 2},"
            + " {followedBy: {fault: B}}]",
        "no quantifier");
    assertRefused(
        "steps: [{begin: {fault: A}}, {followedBy: {fault: B}, optional: true}]", "drop the step");
    assertRefused(
        "steps: [{begin: {fault: A}}, {followedBy: {fault: B}, times: {from: 3, to: 2}}]", "swap");
    assertRefused(
        "steps: [{begin: {fault: A}}, {followedBy: {fault: B}, times: 1000}]", "1 to 100");
  }

  @Test
  void refusesWhatIsMissingOrUnknownWithItsKey() {
    assertThatThrownBy(
            () ->
                read(
                    "{id: s, alertType: T, steps: [{begin: {fault: A}}, {followedBy: {fault: B}}]}"))
        .hasMessageContaining("'within' is missing");
    assertThatThrownBy(
            () ->
                read(
                    "{id: S_1, alertType: T, within: 1m, steps: [{begin: {fault: A}},"
                        + " {followedBy: {fault: B}}]}"))
        .hasMessageContaining("id: small letters");
    assertRefused("steps: [{begin: {fault: A}}, {follwedBy: {fault: B}}]", "exactly one of begin");
    assertRefused(
        "stepps: 1, steps: [{begin: {fault: A}}, {followedBy: {fault: B}}]", "no such field");
    assertRefused(
        "overrides: [T], steps: [{begin: {fault: A}}, {followedBy: {fault: B}}]",
        "suppress each other");
    assertThatThrownBy(() -> SequencesFile.read("/nowhere/sequences.yaml", LIMITS))
        .hasMessageContaining("/nowhere/sequences.yaml is not there");
    assertThat(SequencesFile.read(SequencesFile.NONE, LIMITS).isEmpty()).isTrue();
  }

  private static void compile(Sequence sequence) {
    assertThat(NFACompiler.compileFactory(SequencePatterns.of(sequence), false).createNFA())
        .isNotNull();
  }

  private static void assertRefused(String fields, String message) {
    assertThatThrownBy(() -> sequence(fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Sequence sequence(String fields) {
    return read("{id: s, alertType: T, within: 1m, " + fields + "}").all().iterator().next();
  }

  private static SequenceBook read(String sequence) {
    return SequencesFile.read("{cepSequences: [" + sequence + "]}", LIMITS);
  }
}
