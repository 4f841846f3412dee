package io.sluice.common.rule;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A record to evaluate expressions over; null where a field is missing.
 *
 * @param agent bytes that are compared where they lie, maybe malformed
 */
@SuppressWarnings("ArrayRecordComponent")
record Call(
    Long status, String path, byte[] agent, boolean late, Double load, Map<String, String> labels) {

  static final Vocabulary<Call> VOCABULARY =
      Vocabulary.of(
          List.of(
              Field.whole(
                  "http.response.status_code",
                  call -> call.status != null,
                  call -> call.status == null ? 0 : call.status),
              Field.text("url.path", Call::path),
              Field.text("user_agent.original", new AgentBytes(), Call::agentText),
              Field.bool("late", Call::late),
              Field.decimal(
                  "load", call -> call.load != null, call -> call.load == null ? 0 : call.load),
              Field.texts("labels", Call::labels)));

  static Call of(long status, String path, String agent) {
    return new Call(
        status, path, agent.getBytes(StandardCharsets.UTF_8), false, 0.5, Map.of("team", "shop"));
  }

  private String agentText() {
    return agent == null ? null : new String(agent, 1, agent.length - 1, StandardCharsets.UTF_8);
  }

  /** The first byte is not part of it, so that bounds are not confused with the array's. */
  private static final class AgentBytes implements TextSlice<Call> {
    @Override
    public byte[] bytes(Call call) {
      return call.agent;
    }

    @Override
    public int from(Call call) {
      return call.agent == null ? -1 : 1;
    }

    @Override
    public int to(Call call) {
      return call.agent.length;
    }
  }
}
