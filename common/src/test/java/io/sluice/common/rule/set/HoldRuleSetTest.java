package io.sluice.common.rule.set;

import static io.sluice.common.rule.set.CallRules.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.rule.Expression;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class HoldRuleSetTest {

  @Test
  void tellsWhatBecomesOfADocumentAndKeepsTheRulesOverARestore() throws Exception {
    OperatorSubtaskState state;
    try (var harness = hold(null)) {
      harness.open();
      harness.processElement(text(1, "true"), 0);
      harness.processElement(text(2, "call =="), 0);
      assertThat(harness.extractOutputValues())
          .extracting(RuleSetStatus::status)
          .containsExactly("ACTIVE", "REFUSED");
      state = harness.snapshot(1, 1);
    }
    try (var harness = hold(null)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(text(1, "true"), 0);
      harness.setProcessingTime(1);
      assertThat(harness.extractOutputValues()).as("no news").isEmpty();
    }
  }

  @Test
  void tellsOfTheRulesItWasStartedWithOnce() throws Exception {
    RuleSetText initial = text(3, "true");
    OperatorSubtaskState state;
    try (var harness = hold(initial)) {
      harness.open();
      harness.setProcessingTime(1);
      assertThat(harness.extractOutputValues())
          .extracting(RuleSetStatus::version)
          .containsExactly(3L);
      state = harness.snapshot(1, 1);
    }
    try (var harness = hold(initial)) {
      harness.initializeState(state);
      harness.open();
      harness.setProcessingTime(1);
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void theNewerOneOfACheckpointAndTheStartActs() throws Exception {
    OperatorSubtaskState state;
    try (var harness = follow(text(5, "call == 'kept'"))) {
      harness.open();
      state = harness.snapshot(1, 1);
    }
    try (var harness = follow(text(4, "call == 'older'"))) {
      harness.initializeState(state);
      harness.open();
      harness.processElement("kept", 0);
      assertThat(harness.extractOutputValues()).containsExactly("kept");
    }
    try (var harness = follow(text(6, "call == 'newer'"))) {
      harness.initializeState(state);
      harness.open();
      harness.processElement("newer", 0);
      assertThat(harness.extractOutputValues()).containsExactly("newer");
    }
  }

  private static OneInputStreamOperatorTestHarness<RuleSetText, RuleSetStatus> hold(
      RuleSetText initial) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new HoldRuleSet<>("calls", CallRules.reader(), initial),
        TypeInformation.of(RuleSetText.class).createSerializer(new SerializerConfigImpl()));
  }

  private static OneInputStreamOperatorTestHarness<String, String> follow(RuleSetText initial)
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new Filter(initial),
        TypeInformation.of(String.class).createSerializer(new SerializerConfigImpl()));
  }

  /** Lets through what the first rule holds for. */
  private static final class Filter extends AbstractStreamOperator<String>
      implements OneInputStreamOperator<String, String> {
    private static final long serialVersionUID = 1L;
    private final RuleSetText initial;
    private transient RuleSetFollower<Expression<String>> followed;

    Filter(RuleSetText initial) {
      this.initial = initial;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      followed =
          new RuleSetFollower<>(
              "calls",
              CallRules.reader(),
              initial,
              context.getOperatorStateStore(),
              getRuntimeContext());
    }

    @Override
    public void processElement(StreamRecord<String> element) {
      if (followed.rules().rules().get(0).test(element.getValue())) {
        output.collect(element);
      }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      followed.snapshot();
    }

    @Override
    public void close() throws Exception {
      followed.close();
      super.close();
    }
  }
}
