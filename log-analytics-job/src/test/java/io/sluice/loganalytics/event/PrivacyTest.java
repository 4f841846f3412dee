package io.sluice.loganalytics.event;

import static io.sluice.loganalytics.event.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.loganalytics.event.Privacy.AddressRule;
import io.sluice.loganalytics.event.Privacy.UserRule;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrivacyTest {
  private static final Privacy TRUNCATE = new Privacy(AddressRule.TRUNCATE, UserRule.KEEP, null);
  private static final Privacy OMIT = new Privacy(AddressRule.OMIT, UserRule.OMIT, null);

  private final AccessRequest ipv4 =
      request()
          .with(RequestField.REMOTE_ADDRESS, "81.2.69.142")
          .with(RequestField.CLIENT_ADDRESS, "81.2.69.142")
          .with(RequestField.USER, "alice")
          .from(0, 0xFFFF_5102_458EL)
          .build();
  private final AccessRequest ipv6 =
      request()
          .with(RequestField.CLIENT_ADDRESS, "2001:DB8:1234:5678::9abc")
          .from(0x2001_0db8_1234_5678L, 0x9abc)
          .build();
  private final AccessRequest unreadable =
      request().with(RequestField.CLIENT_ADDRESS, "host.example.org").build();

  @Test
  void keepsByDefault() {
    assertThat(Privacy.KEEP_ALL.addressOf(ipv4)).isEqualTo("81.2.69.142");
    assertThat(Privacy.KEEP_ALL.addressOf(ipv6)).isEqualTo("2001:db8:1234:5678::9abc");
    assertThat(Privacy.KEEP_ALL.addressOf(unreadable)).isEqualTo("host.example.org");
    assertThat(Privacy.KEEP_ALL.userOf(ipv4)).isEqualTo("alice");
    assertThat(Privacy.KEEP_ALL.userOf(ipv6)).isNull();
  }

  @Test
  void truncatesToTheNetwork() {
    assertThat(TRUNCATE.addressOf(ipv4)).isEqualTo("81.2.69.0");
    assertThat(TRUNCATE.addressOf(ipv6)).isEqualTo("2001:db8:1234::");
    assertThat(TRUNCATE.addressOf(unreadable)).isNull();
  }

  @Test
  void omits() {
    assertThat(OMIT.addressOf(ipv4)).isNull();
    assertThat(OMIT.addressOf(ipv6)).isNull();
    assertThat(OMIT.addressOf(unreadable)).isNull();
    assertThat(OMIT.userOf(ipv4)).isNull();
  }

  /** Worked out with {@code printf alice | openssl dgst -sha256 -hmac secret}. */
  @Test
  void hashesUsersWithTheKey() {
    Privacy hash = new Privacy(AddressRule.KEEP, UserRule.HASH, "secret");

    assertThat(hash.userOf(ipv4)).isEqualTo("4360c67bc8102511");
    assertThat(new Privacy(AddressRule.KEEP, UserRule.HASH, "other").userOf(ipv4))
        .hasSize(16)
        .isNotEqualTo(hash.userOf(ipv4));
    assertThat(hash.userOf(ipv6)).isNull();
  }

  @Test
  void refusesToHashWithoutASecret() {
    assertThatThrownBy(() -> new Privacy(AddressRule.KEEP, UserRule.HASH, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("privacy.user-key");
  }

  @Test
  void neverPrintsTheSecret() {
    assertThat(new Privacy(AddressRule.KEEP, UserRule.HASH, "secret").toString())
        .doesNotContain("secret");
  }

  /** By the text as a whole, so that no field can be forgotten. */
  @Test
  void holdsForTheWholeOfTheJson() {
    assertThat(json(TRUNCATE, ipv4)).contains("\"address\":\"81.2.69.0\",\"ip\":\"81.2.69.0\"");
    assertThat(json(TRUNCATE, ipv4)).doesNotContain("142");
    assertThat(json(TRUNCATE, ipv6)).doesNotContain("5678").doesNotContain("9abc");
    assertThat(json(TRUNCATE, unreadable)).doesNotContain("host.example.org");
    assertThat(json(OMIT, ipv4)).doesNotContain("81.2").doesNotContain("alice");
    assertThat(json(OMIT, ipv6)).doesNotContain("source");
  }

  private static String json(Privacy privacy, AccessRequest request) {
    return new String(new RequestJson(privacy).toBytes(request), StandardCharsets.UTF_8);
  }
}
