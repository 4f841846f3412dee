package io.sluice.common.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreAggregateTest {
  private static final int ROOM = 3;

  private OneInputStreamOperatorTestHarness<String, String> harness;

  @BeforeEach
  void openOperator() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new PreAggregate<>(new WordCount(), Duration.ofMillis(100), ROOM));
    harness.open();
  }

  @AfterEach
  void closeOperator() throws Exception {
    harness.close();
  }

  @Test
  void holdsRecordsUntilSomethingAsksForThem() throws Exception {
    words("a", "b", "a");

    assertThat(harness.getOutput()).isEmpty();
  }

  @Test
  void flushesBeforeTheWatermarkGoesOn() throws Exception {
    words("a", "b", "a");

    harness.processWatermark(7);

    assertThat(flushed()).containsExactly("a=2", "b=1");
    assertThat(last()).isEqualTo(new Watermark(7));
  }

  @Test
  void flushesBeforeIdlenessGoesOn() throws Exception {
    words("a");

    harness.processWatermarkStatus(WatermarkStatus.IDLE);

    assertThat(flushed()).containsExactly("a=1");
    assertThat(last()).isEqualTo(WatermarkStatus.IDLE);
  }

  @Test
  void flushesBeforeTheBarrier() throws Exception {
    words("a", "a");

    harness.prepareSnapshotPreBarrier(1);

    assertThat(flushed()).containsExactly("a=2");
  }

  @Test
  void flushesByTimeAgainAndAgain() throws Exception {
    harness.setProcessingTime(0);
    words("a");
    harness.setProcessingTime(100);
    words("b");
    harness.setProcessingTime(200);

    assertThat(flushed()).containsExactly("a=1", "b=1");
  }

  @Test
  void flushesWhenThereIsNoMoreRoom() throws Exception {
    words("a", "b", "c");

    assertThat(flushed()).containsExactly("a=1", "b=1", "c=1");
  }

  @Test
  void flushesAtTheEndOfInput() throws Exception {
    words("a");

    harness.endInput();

    assertThat(flushed()).containsExactly("a=1");
  }

  @Test
  void givesNothingTwice() throws Exception {
    words("a");

    harness.processWatermark(1);
    harness.prepareSnapshotPreBarrier(1);
    harness.endInput();

    assertThat(flushed()).containsExactly("a=1");
  }

  @Test
  void refusesAnIntervalOrRoomOfNothing() {
    assertThatThrownBy(() -> new PreAggregate<>(new WordCount(), Duration.ZERO, 1))
        .hasMessageContaining("positive interval");
    assertThatThrownBy(() -> new PreAggregate<>(new WordCount(), Duration.ofMillis(1), 0))
        .hasMessageContaining("room");
  }

  private void words(String... words) throws Exception {
    for (String word : words) {
      harness.processElement(word, 0);
    }
  }

  private List<String> flushed() {
    return harness.extractOutputValues();
  }

  private Object last() {
    Object last = null;
    for (Object element : harness.getOutput()) {
      last = element;
    }
    return last;
  }

  /** Counts words. */
  private static final class WordCount implements PreAggregation<String, String> {
    private static final long serialVersionUID = 1L;
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    @Override
    public void add(String record) {
      counts.merge(record, 1, Integer::sum);
    }

    @Override
    public int size() {
      return counts.size();
    }

    @Override
    public void drain(Collector<String> out) {
      counts.forEach((word, count) -> out.collect(word + "=" + count));
      counts.clear();
    }
  }
}
