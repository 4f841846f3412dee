package io.sluice.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import org.junit.jupiter.api.Test;

class PatchTest {

  @Test
  void saysNothingWhereNothingChanged() {
    assertThat(Patch.between(figure("minute", "[[1, 5]]"), figure("minute", "[[1, 5]]"))).isNull();
  }

  @Test
  void sendsOnlyPointsThatChanged() {
    ObjectNode before = figure("minute", "[[1, 5], [2, 6], [3, 7]]");
    ObjectNode after = figure("minute", "[[2, 6], [3, 8], [4, 1]]");

    assertThat(Patch.between(before, after).toString())
        .isEqualTo(figure("minute", "[[3, 8], [4, 1]]").put("patch", true).toString());
  }

  @Test
  void sendsTheWholeToWhoeverHasNothingOrAnotherGranularity() {
    ObjectNode after = figure("minute", "[[1, 5]]");

    assertThat(Patch.between(null, after)).isSameAs(after);
    assertThat(Patch.between(figure("second", "[[1, 5]]"), after)).isSameAs(after);
  }

  private static ObjectNode figure(String granularity, String points) {
    return (ObjectNode)
        Json.parse("{\"granularity\":\"" + granularity + "\",\"points\":" + points + "}");
  }
}
