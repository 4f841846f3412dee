package io.sluice.common.lookup;

import java.util.Map;
import java.util.function.Consumer;

/** A table that does not change, such as a replay is given: every answer is there at once. */
final class FixedDimension<R> implements Dimension<R> {
  private final Map<String, Answer<R>> answers;

  FixedDimension(Map<String, Answer<R>> answers) {
    this.answers = answers;
  }

  @Override
  public Answer<R> now(String key) {
    Answer<R> answer = answers.get(key);
    return answer == null ? Answer.absent() : answer;
  }

  @Override
  public void ask(String key, Consumer<Answer<R>> listener) {
    listener.accept(now(key));
  }

  @Override
  public Answer<R> lastKnown(String key) {
    return now(key);
  }

  @Override
  public void overdue() {}

  @Override
  public boolean outage() {
    return false;
  }

  @Override
  public long failures() {
    return 0;
  }

  @Override
  public long size() {
    return answers.size();
  }

  @Override
  public void close() {}
}
