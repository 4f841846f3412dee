package io.sluice.common.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedTest {

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  private final class Resource implements AutoCloseable {
    private volatile boolean usable = true;

    Resource() {
      opened.incrementAndGet();
    }

    @Override
    public void close() {
      usable = false;
      closed.incrementAndGet();
    }
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(Shared.open()).isZero();
    assertThat(closed).hasValue(opened.get());
  }

  @Test
  void isOpenedByTheFirstAndClosedByTheLast() throws Exception {
    Shared<Resource> first = acquire("a");
    Shared<Resource> second = acquire("a");

    assertThat(first.get()).isSameAs(second.get());
    first.close();
    assertThat(closed).hasValue(0);
    assertThat(second.get().usable).isTrue();
    second.close();
    assertThat(closed).hasValue(1);
  }

  @Test
  void isOpenedAgainAfterTheLastOneLeft() throws Exception {
    Shared<Resource> before = acquire("a");
    Resource resource = before.get();
    before.close();

    try (Shared<Resource> after = acquire("a")) {
      assertThat(after.get()).isNotSameAs(resource);
      assertThat(after.get().usable).isTrue();
    }
  }

  @Test
  void othersHaveTheirOwn() throws Exception {
    try (Shared<Resource> a = acquire("a");
        Shared<Resource> b = acquire("b");
        Shared<String> sameIdentity = Shared.acquire(String.class, "a", () -> "text")) {
      assertThat(a.get()).isNotSameAs(b.get());
      assertThat(sameIdentity.get()).isEqualTo("text");
    }
  }

  @Test
  void givingBackTwiceTakesNobodyElsesShare() throws Exception {
    Shared<Resource> clumsy = acquire("a");
    try (Shared<Resource> other = acquire("a")) {
      clumsy.close();
      clumsy.close();

      assertThat(other.get().usable).isTrue();
      assertThatIllegalStateException().isThrownBy(clumsy::get);
    }
  }

  @Test
  void aFailureToOpenIsNotRemembered() throws Exception {
    assertThatThrownBy(
            () ->
                Shared.acquire(
                    Resource.class,
                    "a",
                    () -> {
                      throw new IOException("no such file");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(Shared.open()).isZero();

    acquire("a").close();
    assertThat(opened).hasValue(1);
  }

  @Test
  void manySubtasksComeAndGoAtOnce() throws Exception {
    int subtasks = 8;
    CyclicBarrier together = new CyclicBarrier(subtasks);
    ExecutorService threads = Executors.newFixedThreadPool(subtasks);
    List<Future<Integer>> unusable = new ArrayList<>();
    try {
      for (int subtask = 0; subtask < subtasks; subtask++) {
        unusable.add(threads.submit(() -> comeAndGo(together)));
      }
      for (Future<Integer> count : unusable) {
        assertThat(count.get(60, TimeUnit.SECONDS)).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private int comeAndGo(CyclicBarrier together) throws Exception {
    int unusable = 0;
    for (int round = 0; round < 2_000; round++) {
      if (round % 100 == 0) {
        together.await(60, TimeUnit.SECONDS);
      }
      try (Shared<Resource> share = acquire("a")) {
        unusable += share.get().usable ? 0 : 1;
      }
    }
    return unusable;
  }

  private Shared<Resource> acquire(String identity) throws Exception {
    return Shared.acquire(Resource.class, identity, Resource::new);
  }
}
