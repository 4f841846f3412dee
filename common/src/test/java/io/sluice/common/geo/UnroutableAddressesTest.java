package io.sluice.common.geo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both edges of every block, by the registries of special-purpose addresses of IANA. */
class UnroutableAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.0.0",
        "169.254.255.255",
        "172.16.0.0",
        "172.31.255.255",
        "192.168.0.0",
        "192.168.255.255",
        "224.0.0.0",
        "239.255.255.255",
        "240.0.0.0",
        "255.255.255.255",
        "::1",
        "fc00::",
        "fdff:ffff::1",
        "fe80::1",
        "febf:ffff::1",
        "ff02::1"
      })
  void meansSomethingOnlyInsideANetwork(String text) {
    Addresses address = Addresses.of(text);
    assertThat(UnroutableAddresses.contains(address.high(), address.low())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "::2",
        "fbff::1",
        "fe00::1",
        "fec0::1",
        "2001:db8::1",
        "2600::1"
      })
  void isPublic(String text) {
    Addresses address = Addresses.of(text);
    assertThat(UnroutableAddresses.contains(address.high(), address.low())).isFalse();
  }
}
