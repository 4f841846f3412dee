package io.sluice.common.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.lookup.Answer.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RemoteDimensionTest {
  private static final Duration TTL = Duration.ofSeconds(60);

  private final FakeTable table = new FakeTable();
  private final AtomicLong nanos = new AtomicLong();
  private final RemoteDimension<String> dimension = start(1, 100);

  private RemoteDimension<String> start(int connections, int size) {
    LookupConfig config = new LookupConfig(TTL, size, Duration.ofSeconds(1), connections);
    return RemoteDimension.start(table::open, config, nanos::get);
  }

  @AfterEach
  void close() {
    table.speak();
    dimension.close();
  }

  @Test
  void asksOnceAndRemembersForOneTtl() throws Exception {
    table.rows.put("k", "Acme");

    assertThat(dimension.now("k")).isNull();
    assertThat(ask("k")).isEqualTo(Answer.of("Acme"));
    assertThat(dimension.now("k")).isEqualTo(Answer.of("Acme"));
    assertThat(table.asked).containsExactly(List.of("k"));

    pass(TTL);
    assertThat(dimension.now("k")).isNull();
  }

  @Test
  void remembersThatThereIsNoRow() throws Exception {
    assertThat(ask("nobody")).isEqualTo(Answer.absent());
    assertThat(dimension.now("nobody")).isEqualTo(Answer.absent());
    assertThat(table.asked).hasSize(1);

    table.rows.put("nobody", "Somebody");
    pass(TTL);
    assertThat(dimension.now("nobody")).isNull();
    assertThat(ask("nobody")).isEqualTo(Answer.of("Somebody"));
  }

  @Test
  void fetchesAKeyInUseAgainBeforeItsTimeIsUp() throws Exception {
    table.rows.put("k", "old");
    ask("k");
    table.rows.put("k", "new");

    pass(TTL.multipliedBy(4).dividedBy(5));
    assertThat(dimension.now("k")).isEqualTo(Answer.of("old"));

    awaitTrue(() -> Answer.of("new").equals(dimension.now("k")));
    assertThat(table.asked).hasSize(2);
  }

  @Test
  void fliesOnceForAllWhoWaitAndGathersKeysMeanwhile() throws Exception {
    table.keepSilent();
    table.rows.put("b", "B");
    CompletableFuture<Answer<String>> first = asking("a");
    awaitTrue(() -> table.asked.size() == 1);
    List<CompletableFuture<Answer<String>>> rest =
        List.of(asking("b"), asking("c"), asking("b"), asking("a"));

    table.speak();

    assertThat(get(first)).isEqualTo(Answer.absent());
    assertThat(get(rest.get(0))).isEqualTo(Answer.of("B"));
    assertThat(get(rest.get(2))).isEqualTo(Answer.of("B"));
    assertThat(get(rest.get(3))).isEqualTo(Answer.absent());
    assertThat(table.asked).containsExactly(List.of("a"), List.of("b", "c"));
  }

  @Test
  void givesTheLastKnownRowInAnOutageAndNeverWaits() throws Exception {
    table.rows.put("k", "Acme");
    ask("k");
    pass(TTL);
    table.down = true;

    assertThat(ask("k")).isEqualTo(new Answer<>(Kind.STALE, "Acme"));

    assertThat(dimension.outage()).isTrue();
    assertThat(dimension.failures()).isEqualTo(1);
    assertThat(dimension.now("k")).isEqualTo(new Answer<>(Kind.STALE, "Acme"));
    assertThat(dimension.now("new")).isEqualTo(Answer.unknown());
  }

  @Test
  void comesBackByItselfAndKnowsWhatWasAskedMeanwhile() throws Exception {
    table.down = true;
    table.rows.put("k", "Acme");
    assertThat(ask("k")).isEqualTo(Answer.unknown());

    table.down = false;

    awaitTrue(() -> Answer.of("Acme").equals(dimension.now("k")));
    assertThat(dimension.outage()).isFalse();
  }

  @Test
  void whoeverIsInTheQueueWhenAQueryFailsIsAnsweredToo() throws Exception {
    table.keepSilent();
    CompletableFuture<Answer<String>> first = asking("a");
    awaitTrue(() -> table.asked.size() == 1);
    CompletableFuture<Answer<String>> second = asking("b");
    table.down = true;

    table.speak();

    assertThat(get(first)).isEqualTo(Answer.unknown());
    assertThat(get(second)).isEqualTo(Answer.unknown());
  }

  @Test
  void nobodyElseWaitsForAnAnswerThatIsOverdue() throws Exception {
    table.keepSilent();
    table.rows.put("slow", "Slow");
    CompletableFuture<Answer<String>> slow = asking("slow");

    dimension.overdue();

    assertThat(dimension.now("other")).isEqualTo(Answer.unknown());
    table.speak();
    assertThat(get(slow)).isEqualTo(Answer.of("Slow"));
    awaitTrue(() -> !dimension.outage());
  }

  @Test
  void doesNotAskForWhatCanBeNoKey() {
    assertThat(dimension.now("x".repeat(513))).isEqualTo(Answer.absent());
    assertThat(dimension.now("a\0b")).isEqualTo(Answer.absent());
    assertThat(table.asked).isEmpty();
  }

  @Test
  void remembersNoMoreThanItsSize() throws Exception {
    for (int key = 0; key < 1000; key++) {
      ask("key-" + key);
    }
    awaitTrue(() -> dimension.size() <= 100);
  }

  @Test
  void endsItsThreads() throws Exception {
    RemoteDimension<String> other = start(3, 10);
    long before = lookupThreads();

    other.close();

    awaitTrue(() -> lookupThreads() == before - 3);
  }

  private static long lookupThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("lookup-"))
        .count();
  }

  private void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  private CompletableFuture<Answer<String>> asking(String key) {
    CompletableFuture<Answer<String>> answer = new CompletableFuture<>();
    dimension.ask(key, answer::complete);
    return answer;
  }

  private Answer<String> ask(String key) throws Exception {
    return get(asking(key));
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  private static void awaitTrue(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    List<Integer> tries = new ArrayList<>();
    while (!condition.getAsBoolean()) {
      tries.add(1);
      assertThat(tries).hasSizeLessThan(1000);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
