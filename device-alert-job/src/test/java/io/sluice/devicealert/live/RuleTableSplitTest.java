package io.sluice.devicealert.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.devicealert.rule.RulePublication;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one look at the table of rules publishes. */
class RuleTableSplitTest {
  private static final RuleTableSplit NOTHING = new RuleTableSplit(Map.of());

  @Test
  void publishesWhatIsNewChangedSwitchedOffAndGoneAndNothingTwice() {
    RuleRows first = rows(100, row("a", "{id: a}", true, 10), row("b", "{id: b}", true, 20));
    assertThat(said(NOTHING, first)).containsExactly("ROW a 10 {id: a}", "ROW b 20 {id: b}");

    RuleTableSplit known = NOTHING.of(first);
    assertThat(known.changes(first)).isEmpty();
    assertThat(
            said(
                known,
                rows(
                    200, row("a", "{id: a, hold: 1s}", true, 150), row("c", "{id: c}", true, 160))))
        .containsExactly(
            "ROW a 150 {id: a, hold: 1s}",
            "ROW c 160 {id: c}",
            "ROW_GONE b 200 {id: \"b\", removed: true}");
    assertThat(
            said(known, rows(300, row("a", "{id: a}", false, 250), row("b", "{id: b}", true, 20))))
        .containsExactly("ROW a 250 {id: \"a\", removed: true}");
  }

  @Test
  void aRowThatIsTouchedIsAnsweredAgain() {
    RuleTableSplit known = NOTHING.of(rows(100, row("a", "{id: a}", true, 10)));

    assertThat(said(known, rows(200, row("a", "{id: a}", true, 150))))
        .containsExactly("ROW a 150 {id: a}");
  }

  @Test
  void survivesACheckpoint() throws Exception {
    RuleTableSplit known =
        NOTHING.of(rows(100, row("a", "{id: a}", true, 10), row("b", "{id: b}", false, 20)));
    RuleTableSplit.Serializer serializer = new RuleTableSplit.Serializer();

    assertThat(serializer.deserialize(1, serializer.serialize(known))).isEqualTo(known);
  }

  private static List<String> said(RuleTableSplit split, RuleRows rows) {
    return split.changes(rows).stream().map(RuleTableSplitTest::text).toList();
  }

  private static String text(RulePublication each) {
    return each.kind() + " " + each.origin() + " " + each.at() + " " + each.document();
  }

  private static RuleRows rows(long at, RuleRows.Row... rows) {
    return new RuleRows(at, List.of(rows));
  }

  private static RuleRows.Row row(String id, String document, boolean enabled, long changedAt) {
    return new RuleRows.Row(id, document, enabled, null, changedAt);
  }
}
