package io.sluice.common.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.state.Step.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the release before has saved is read by this one: rows in the first format of {@link Tally},
 * written a moment ago, and written by the first release of the operator and kept since.
 */
class RowFormatTest {
  private static final StateConfig CONFIG = new StateConfig(true, 1 << 20, 1_000);

  /** Never written again: a savepoint of the operator as it was. */
  private static final Path KEPT =
      Path.of("src/test/resources/io/sluice/common/state/ledger-row-format-1.snapshot");

  private static final String UNKNOWN = "≤" + Long.MIN_VALUE;

  static List<SnapshotType> snapshots() {
    return Subtasks.SNAPSHOTS;
  }

  @ParameterizedTest
  @MethodSource("snapshots")
  void theSavepointOfTheFormatBeforeRestoresAndTakesTheNewFormatRowByRow(SnapshotType type)
      throws Exception {
    Subtasks.Snapshot before = before(type);
    Subtasks.Snapshot mixed;
    try (Subtasks now = ledger(Tally.Serializer.LATEST, before)) {
      assertThat(take(now, "a", Kind.ADD, 0, 1)).containsExactly("a ADD null");
      mixed = now.snapshot(type);
    }
    try (Subtasks now = ledger(Tally.Serializer.LATEST, mixed)) {
      assertThat(take(now, "a", Kind.READ, 0, 0)).containsExactly("a READ 3×13≤1");
      assertThat(take(now, "b", Kind.READ, 0, 0)).containsExactly("b READ 1×7" + UNKNOWN);
    }
  }

  @Test
  void theKeptSavepointRestores() throws Exception {
    var state = OperatorSnapshotUtil.readStateHandle(KEPT.toString());
    try (Subtasks now = ledger(Tally.Serializer.LATEST, new Subtasks.Snapshot(state, 1))) {
      assertThat(take(now, "a", Kind.READ, 0, 0)).containsExactly("a READ 2×12" + UNKNOWN);
      assertThat(take(now, "a", Kind.LIST, 0, 0)).containsExactly("a LIST {1=1×5" + UNKNOWN + "}");
      assertThat(now.advance(10)).containsExactly("b timer 10 1×7" + UNKNOWN);
    }
  }

  @Test
  void theSavepointOfALaterFormatIsRefused() throws Exception {
    Subtasks.Snapshot later;
    try (Subtasks now = ledger(Tally.Serializer.LATEST, null)) {
      take(now, "a", Kind.ADD, 0, 1);
      later = now.snapshot(Subtasks.SNAPSHOTS.get(1));
    }

    assertThatThrownBy(() -> ledger(1, later).close())
        .hasStackTraceContaining("must not be incompatible");
  }

  /** Run once, with {@code -Dsluice.fixtures.write=true}, by the release that wrote the format. */
  @Test
  @EnabledIfSystemProperty(named = "sluice.fixtures.write", matches = "true")
  void keepASavepoint() throws Exception {
    Files.createDirectories(KEPT.getParent());
    OperatorSnapshotUtil.writeStateHandle(
        before(Subtasks.SNAPSHOTS.get(1)).state(), KEPT.toString());
  }

  private static Subtasks.Snapshot before(SnapshotType type) throws Exception {
    try (Subtasks before = ledger(1, null)) {
      take(before, "a", Kind.ADD, 0, 3);
      take(before, "a", Kind.ADD, 0, 9);
      take(before, "a", Kind.PUT, 1, 5);
      take(before, "b", Kind.REPLACE, 0, 7);
      take(before, "b", Kind.SET_TIMER, 10, 0);
      return before.snapshot(type);
    }
  }

  private static Subtasks ledger(int rowFormat, Subtasks.Snapshot from) throws Exception {
    return new Subtasks(1, () -> new WriteBehindOperator<>(new Ledger(rowFormat), CONFIG), from);
  }

  private static List<String> take(
      Subtasks subtasks, String key, Kind kind, long place, long amount) throws Exception {
    return subtasks.take(new Step().set(key, kind, place, amount));
  }
}
