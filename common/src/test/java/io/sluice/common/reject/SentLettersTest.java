package io.sluice.common.reject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentLettersTest {
  @Test
  void withoutFiltersTheOffsetSaysItAll() {
    SentLetters letters = SentLetters.of(null, 40);
    letters.sent(40);
    letters.sent(41);

    assertThat(letters.toCommit()).isEqualTo(new OffsetAndMetadata(42, ""));
  }

  @Test
  void whatWasLeftOutComesAgainAndWhatWasSentDoesNot() {
    SentLetters first = SentLetters.of(null, 40);
    first.sent(40);
    first.left(41);
    first.sent(42);
    first.left(43);
    first.sent(44);

    SentLetters second = SentLetters.of(first.toCommit(), 0);

    assertThat(second.from()).isEqualTo(41);
    assertThat(second.wasSent(40)).isTrue();
    assertThat(second.wasSent(41)).isFalse();
    assertThat(second.wasSent(42)).isTrue();
    assertThat(second.wasSent(43)).isFalse();
    assertThat(second.wasSent(44)).isTrue();
    assertThat(second.wasSent(45)).isFalse();
  }

  @Test
  void lettersThatTheTopicNoLongerHasAreNotWaitedFor() {
    SentLetters letters = SentLetters.of(new OffsetAndMetadata(5, ""), 100);

    assertThat(letters.from()).isEqualTo(100);
    letters.sent(100);
    assertThat(letters.toCommit().offset()).isEqualTo(101);
  }

  @Test
  void somebodyElsesTextIsNone() {
    for (String text : new String[] {"host-1", "AAAA", "=", "eJwDAAAAAAE"}) {
      assertThat(SentLetters.of(new OffsetAndMetadata(5, text), 0).wasSent(6)).isFalse();
    }
  }

  /** Runs with filters at random; a plain set of offsets is what must come out. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyLetterIsSentOnceOverAllRunsWhateverTheirFilters(long seed) {
    Random random = new Random(seed);
    int letters = 2000;
    BitSet sent = new BitSet();
    OffsetAndMetadata committed = null;
    for (int run = 0; run < 12; run++) {
      SentLetters progress = SentLetters.of(committed, 0);
      int until = letters * (run + 1) / 12;
      int limit = random.nextInt(letters);
      double share = run == 11 ? 1 : random.nextDouble();
      for (long offset = progress.from(); offset < until && limit > 0; offset++) {
        if (progress.wasSent(offset)) {
          assertThat(sent.get((int) offset)).as("letter %s", offset).isTrue();
          progress.passed(offset);
        } else if (random.nextDouble() < share) {
          assertThat(sent.get((int) offset)).as("letter %s", offset).isFalse();
          sent.set((int) offset);
          progress.sent(offset);
          limit -= run == 11 ? 0 : 1;
        } else {
          progress.left(offset);
        }
      }
      committed = progress.toCommit();
      assertThat(committed.metadata()).hasSizeLessThan(SentLetters.MOST_CHARACTERS);
      assertThat(committed.offset()).isLessThanOrEqualTo(sent.nextClearBit(0));
    }
    assertThat(committed.offset()).isLessThanOrEqualTo(letters);
  }
}
