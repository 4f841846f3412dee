package io.sluice.dashboard.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.dashboard.Json;
import org.junit.jupiter.api.Test;

class RuleTextTest {

  @Test
  void findsTheIdInBlocksBracesAndJson() {
    assertThat(id("id: heat\nseverity: MAJOR\n")).isEqualTo("heat");
    assertThat(id("# first\nseverity: MAJOR\nid: \"two words\"  # why\n")).isEqualTo("two words");
    assertThat(id("id: heat # why\n")).isEqualTo("heat");
    assertThat(id("{id: heat, removed: true}")).isEqualTo("heat");
    assertThat(id("{\"severity\": \"MAJOR\", \"id\": \"he,at\"}")).isEqualTo("he,at");
  }

  @Test
  void anIdFurtherInIsNotTheRules() {
    assertThatThrownBy(() -> id("match:\n  id: inner\n")).hasMessageContaining("no id");
    assertThatThrownBy(() -> id("myid: x\n")).hasMessageContaining("no id");
  }

  @Test
  void anEditKeepsTheId() {
    assertThatThrownBy(() -> asked("id: other\n", "heat")).hasMessageContaining("another one");
    assertThat(asked("id: heat\n", "heat").text()).isEqualTo("id: heat\n");
  }

  @Test
  void refusesNothingAndTooMuch() {
    assertThatThrownBy(() -> id(" ")).hasMessageContaining("at most");
    assertThatThrownBy(() -> id("id: x\n" + "#".repeat(200_000))).hasMessageContaining("at most");
  }

  private static String id(String text) {
    return asked(text, "").id();
  }

  private static RuleText asked(String text, String edited) {
    return RuleText.asked(Json.object().put("document", text).put("ruleId", edited));
  }
}
