package io.sluice.common.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingRoomTest {
  private final WaitingRoom<String, String> room = new WaitingRoom<>();

  @Test
  void keepsTheOrderOfAKeysRecords() {
    assertThat(room.add("k", "1", 10)).isTrue();
    assertThat(room.add("k", "2", 20)).isFalse();
    room.add("other", "3", 20);

    assertThat(room.leave("k")).containsExactly("1", "2");
    assertThat(room.size()).isEqualTo(1);
    assertThat(room.leave("k")).isEmpty();
  }

  @Test
  void aMarkWaitsForAllBeforeItAndForNobodyBehindIt() {
    room.add("a", "1", 10);
    room.addMark("first");
    room.addMark("second");
    room.add("b", "2", 10);
    room.addMark("third");

    room.leave("b");
    assertThat(room.freedMarks()).isEmpty();
    room.leave("a");
    assertThat(room.freedMarks()).containsExactly("first", "second", "third");
    assertThat(room.freedMarks()).isEmpty();
    assertThat(room.isEmpty()).isTrue();
  }

  @Test
  void aKeyThatWaitsOnBothSidesOfAMarkFreesIt() {
    room.add("a", "1", 10);
    room.addMark("between");
    room.add("a", "2", 10);
    room.add("b", "3", 10);

    assertThat(room.leave("a")).containsExactly("1", "2");

    assertThat(room.freedMarks()).containsExactly("between");
    assertThat(room.isEmpty()).isFalse();
  }

  @Test
  void namesWhoIsOverdueOldestFirst() {
    assertThat(room.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    room.add("a", "1", 10);
    room.add("b", "2", 20);
    room.add("a", "3", 30);

    assertThat(room.nextDeadline()).isEqualTo(10);
    assertThat(room.overdue(9)).isNull();
    assertThat(room.overdue(10)).isEqualTo("a");
    room.leave("a");
    assertThat(room.overdue(15)).isNull();
    assertThat(room.overdue(25)).isEqualTo("b");
  }
}
