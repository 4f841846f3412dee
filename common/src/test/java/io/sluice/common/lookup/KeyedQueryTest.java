package io.sluice.common.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedQueryTest {
  @Test
  void makesRoomForAPowerOfTwo() {
    KeyedQuery query = new KeyedQuery("select a::text from t where a in (:keys) and b = '$1'");

    assertThat(query.forKeys(1)).isEqualTo("select a::text from t where a in (?) and b = '$1'");
    assertThat(query.forKeys(3))
        .isEqualTo("select a::text from t where a in (?, ?, ?, ?) and b = '$1'");
    assertThat(KeyedQuery.padded(List.of("x", "y", "z"))).containsExactly("x", "y", "z", "z");
    assertThat(KeyedQuery.padded(List.of("x"))).containsExactly("x");
    assertThat(KeyedQuery.width(128)).isEqualTo(128);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select a from t",
        "select a from t where a in (:key)",
        "select a from t where a in (:keys) or b in (:keys)",
        "select a::keys from t"
      })
  void refusesAQueryWithoutAPlaceForKeys(String text) {
    assertThatThrownBy(() -> new KeyedQuery(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(":keys");
  }
}
