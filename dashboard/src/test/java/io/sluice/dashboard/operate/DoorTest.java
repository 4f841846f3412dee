package io.sluice.dashboard.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DoorTest {

  private static final String HOST = "screens:8080";

  private final Door door = Door.forWhoeverLooks();

  @Test
  void aPageOfItsOwnWithTheTokenComesIn() {
    assertThat(door.refusal(door.given(), "same-origin", "http://" + HOST, HOST)).isNull();
    assertThat(door.refusal(door.given(), null, "https://" + HOST, HOST)).isNull();
  }

  @Test
  void aScriptWithTheTokenComesIn() {
    assertThat(door.refusal(door.given(), null, null, HOST)).isNull();
  }

  @Test
  void aPageFromElsewhereDoesNotEvenWithTheToken() {
    assertThat(door.refusal(door.given(), "cross-site", "http://" + HOST, HOST)).contains("page");
    assertThat(door.refusal(door.given(), "same-site", null, HOST)).contains("page");
    assertThat(door.refusal(door.given(), null, "http://evil.example", HOST)).contains("page");
    assertThat(door.refusal(door.given(), null, "null", HOST)).contains("page");
  }

  @Test
  void nobodyComesInWithoutTheToken() {
    assertThat(door.refusal(null, "same-origin", null, HOST)).contains("Load it again");
    assertThat(door.refusal("guess", "same-origin", null, HOST)).contains("Load it again");
    assertThat(Door.forWhoeverLooks().given()).isNotEqualTo(door.given());
  }

  @Test
  void aTokenThatWasSetIsForThoseWhoKnowIt() {
    Door set = Door.forWhoKnows("open sesame");

    assertThat(set.given()).isNull();
    assertThat(set.toString()).doesNotContain("sesame");
    assertThat(set.refusal("open sesame", "same-origin", null, HOST)).isNull();
    assertThat(set.refusal("open", "same-origin", null, HOST)).contains("access code");
    assertThatThrownBy(() -> Door.forWhoKnows(" ")).hasMessageContaining("empty");
  }
}
