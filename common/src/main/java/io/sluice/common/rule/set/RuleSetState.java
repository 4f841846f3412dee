package io.sluice.common.rule.set;

import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** The running document in a checkpoint: the same in every subtask, at any parallelism. */
final class RuleSetState {
  private static final String RUNNING = "running";

  private final BroadcastState<String, RuleSetText> state;

  RuleSetState(OperatorStateStore store) throws Exception {
    state =
        store.getBroadcastState(
            new MapStateDescriptor<>(
                "rule-set", Types.STRING, TypeInformation.of(RuleSetText.class)));
  }

  /** The document, null where there is none. */
  RuleSetText get() throws Exception {
    return state.get(RUNNING);
  }

  void put(RuleSetText text) throws Exception {
    if (text != null) {
      state.put(RUNNING, text);
    }
  }
}
