package io.sluice.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiltersTest {

  @Test
  void holdsAValueOfEachDimension() {
    Filters filters = Filters.parse(List.of("site:north", "rule:a:b"));

    assertThat(filters.all())
        .containsExactly(new Filter("site", "north"), new Filter("rule", "a:b"));
    assertThat(filters.only()).isEqualTo(new Filter("site", "north"));
    assertThat(Filters.parse(List.of("")).only().none()).isTrue();
    assertThat(Filters.parse(Collections.emptyList())).isEqualTo(Filters.NONE);
  }

  @Test
  void refusesTwoOfOneAndTooMany() {
    assertThatThrownBy(() -> Filters.parse(List.of("site:a", "site:b")))
        .hasMessageContaining("one filter for each");
    List<String> many = IntStream.range(0, 9).mapToObj(i -> "d" + i + ":v").toList();
    assertThatThrownBy(() -> Filters.parse(many)).hasMessageContaining("at most");
  }
}
