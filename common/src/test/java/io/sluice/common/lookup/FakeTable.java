package io.sluice.common.lookup;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A table that answers, fails or keeps silent as the test says; static, since graphs are copied.
 */
final class FakeTable {
  final Map<String, String> rows = new ConcurrentHashMap<>();
  final List<List<String>> asked = new CopyOnWriteArrayList<>();
  volatile boolean down;
  private volatile CountDownLatch silence = new CountDownLatch(0);

  void keepSilent() {
    silence = new CountDownLatch(1);
  }

  void speak() {
    silence.countDown();
  }

  RowSource<String> open() {
    return new RowSource<>() {
      @Override
      public Map<String, String> rows(List<String> keys) throws Exception {
        asked.add(List.copyOf(keys));
        silence.await();
        if (down) {
          throw new IllegalStateException("down");
        }
        Map<String, String> found = new ConcurrentHashMap<>(rows);
        found.keySet().retainAll(keys);
        return found;
      }

      @Override
      public void close() {}
    };
  }
}
