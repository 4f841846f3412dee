package io.sluice.devicealert.sequence;

import java.time.Duration;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * Sequences as flink-cep's patterns. Nothing is skipped after a match: any other strategy holds a
 * complete match back while one that began earlier may still complete.
 */
final class SequencePatterns {
  private SequencePatterns() {}

  static Pattern<SequenceEvent, ?> of(Sequence sequence) {
    Pattern<SequenceEvent, SequenceEvent> pattern =
        Pattern.<SequenceEvent>begin(name(0), AfterMatchSkipStrategy.noSkip());
    Pattern<SequenceEvent, SequenceEvent> whole = fill(pattern, sequence.steps().get(0));
    for (int at = 1; at < sequence.steps().size(); at++) {
      SequenceStep step = sequence.steps().get(at);
      whole = fill(appended(whole, step, name(at)), step);
    }
    return whole.within(Duration.ofMillis(sequence.within()));
  }

  private static String name(int step) {
    return "step-" + step;
  }

  private static Pattern<SequenceEvent, SequenceEvent> appended(
      Pattern<SequenceEvent, SequenceEvent> before, SequenceStep step, String name) {
    return switch (step.contiguity()) {
      case BEGIN -> throw new IllegalStateException("Only the first step begins");
      case NEXT -> before.next(name);
      case FOLLOWED_BY -> before.followedBy(name);
      case NOT_NEXT -> before.notNext(name);
      case NOT_FOLLOWED_BY -> before.notFollowedBy(name);
    };
  }

  private static Pattern<SequenceEvent, SequenceEvent> fill(
      Pattern<SequenceEvent, SequenceEvent> pattern, SequenceStep step) {
    Pattern<SequenceEvent, SequenceEvent> filled = pattern.where(new IsOf(step));
    if (step.to() == SequenceStep.WITHOUT_END) {
      filled = step.from() == 1 ? filled.oneOrMore() : filled.timesOrMore(step.from());
    } else if (step.to() > 1) {
      filled =
          step.from() == step.to() ? filled.times(step.to()) : filled.times(step.from(), step.to());
    }
    filled = step.consecutive() ? filled.consecutive() : filled;
    return step.optional() ? filled.optional() : filled;
  }

  /** Whether an event is one that a step names. */
  private static final class IsOf extends SimpleCondition<SequenceEvent> {
    private static final long serialVersionUID = 1L;

    private final SequenceStep step;

    IsOf(SequenceStep step) {
      this.step = step;
    }

    @Override
    public boolean filter(SequenceEvent event) {
      return step.matches(event.type(), event.code());
    }
  }
}
