package io.sluice.playground.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.playground.simulate.LogLine;
import org.junit.jupiter.api.Test;

/** One hundred good lines and one of garbage, over two partitions; then one thing goes wrong. */
class RequestBalanceTest {
  private static final long SENT_AT = 1_000_000;

  private final SentLedger ledger = new SentLedger(true);
  private final Found clean = new Found();
  private final Found dead = new Found();

  RequestBalanceTest() {
    for (int i = 0; i < 100; i++) {
      send(i % 2, i / 2, false);
      clean.add(i % 2, i / 2, RequestIds.fingerprint(requestId(i % 2, i / 2)));
    }
    send(0, 50, true);
    dead.add(0, 50);
  }

  private void send(int partition, long offset, boolean garbage) {
    LogLine line = new LogLine(new byte[0], requestId(partition, offset), SENT_AT, garbage);
    ledger.sending(line, SENT_AT);
    ledger.acknowledged(partition, offset, line, SENT_AT);
  }

  private static String requestId(int partition, long offset) {
    return "%032x".formatted(partition * 1_000_000L + offset);
  }

  private Stage requests() {
    return new RequestBalance(ledger, clean, dead).cleanStage();
  }

  private Stage letters() {
    return new RequestBalance(ledger, clean, dead).deadStage();
  }

  @Test
  void balancesWhenEveryLineIsFoundOnceWhereItBelongs() {
    assertThat(requests().isBalanced()).isTrue();
    assertThat(requests().sent()).isEqualTo(100);
    assertThat(requests().rejected()).isEqualTo(1);
    assertThat(letters().isBalanced()).isTrue();
    assertThat(letters().written()).isEqualTo(1);
  }

  @Test
  void oneRowTakenAwayIsALoss() {
    clean.removeOne(1, 17);

    assertThat(requests().lost()).isEqualTo(1);
    assertThat(requests().isBalanced()).isFalse();
  }

  @Test
  void oneDeadLetterTakenAwayIsALoss() {
    dead.removeOne(0, 50);

    assertThat(letters().lost()).isEqualTo(1);
    assertThat(letters().isBalanced()).isFalse();
  }

  @Test
  void oneRowMoreIsADouble() {
    clean.add(1, 17, RequestIds.fingerprint(requestId(1, 17)));

    assertThat(requests().doubled()).isEqualTo(1);
    assertThat(requests().lost()).isZero();
    assertThat(requests().isBalanced()).isFalse();
  }

  @Test
  void aLossDoesNotHideBehindADouble() {
    clean.removeOne(1, 17);
    clean.add(1, 18, RequestIds.fingerprint(requestId(1, 18)));

    assertThat(requests().received()).isEqualTo(requests().sent());
    assertThat(requests().lost()).isEqualTo(1);
    assertThat(requests().doubled()).isEqualTo(1);
  }

  @Test
  void aRowOfALineNeverSentIsADouble() {
    clean.add(3, 4, 0);
    clean.addNameless();

    assertThat(requests().doubled()).isEqualTo(2);
  }

  @Test
  void anotherLinesRequestIdIsNoticed() {
    clean.removeOne(0, 3);
    clean.add(0, 3, RequestIds.fingerprint(requestId(0, 4)));

    assertThat(requests().problems()).hasSize(1);
    assertThat(requests().isBalanced()).isFalse();
  }

  @Test
  void aGoodLineAmongTheDeadLettersIsNoticedEvenIfItIsARequestToo() {
    dead.add(0, 3);

    assertThat(requests().isBalanced()).isFalse();
  }

  @Test
  void garbageAmongTheRequestsIsNoticed() {
    clean.add(0, 50, 0);

    assertThat(letters().isBalanced()).isFalse();
  }

  @Test
  void theSameDeadLetterAgainIsARepeatAndNoDouble() {
    dead.add(0, 50);

    assertThat(letters().received()).isEqualTo(2);
    assertThat(letters().written()).isEqualTo(1);
    assertThat(letters().isBalanced()).isTrue();
  }
}
