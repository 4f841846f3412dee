package io.sluice.common.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  private final IpAddress address = new IpAddress();

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 0, ffff01020304",
    "255.255.255.255, 0, ffffffffffff",
    "0.0.0.0, 0, ffff00000000",
    "::, 0, 0",
    "::1, 0, 1",
    "1::, 1000000000000, 0",
    "2001:db8::ff00:42:8329, 20010db800000000, 0000ff0000428329",
    "2001:DB8:0:0:0:FF00:42:8329, 20010db800000000, 0000ff0000428329",
    "1:2:3:4:5:6:7:8, 0001000200030004, 0005000600070008",
    "1:2:3:4:5:6:7::, 0001000200030004, 0005000600070000",
    "::2:3:4:5:6:7:8, 0000000200030004, 0005000600070008",
    "::ffff:1.2.3.4, 0, ffff01020304",
    "64:ff9b::192.0.2.33, 0064ff9b00000000, 00000000c0000221",
    "1:2:3:4:5:6:1.2.3.4, 0001000200030004, 0005000601020304",
    "fe80::1%eth0, fe80000000000000, 1"
  })
  void readsAddresses(String text, String high, String low) {
    assertThat(address.parse(text)).as(text).isTrue();
    assertThat(address.high()).isEqualTo(Long.parseUnsignedLong(high, 16));
    assertThat(address.low()).isEqualTo(Long.parseUnsignedLong(low, 16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "localhost",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1..2.3",
        "1.2.3.4 ",
        "1.2.3.-4",
        "1.2.3.4:80",
        ":",
        ":::",
        ":1",
        "1:",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4::5:6:7:8",
        "12345::",
        "g::",
        "::1.2.3",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:1.2.3.4",
        "fe80::1%",
        "[::1]"
      })
  void refusesWhatIsNone(String text) {
    address.parse("1:2:3:4:5:6:7:8");
    assertThat(address.parse(text)).as(text).isFalse();
    assertThat(address.high()).isZero();
    assertThat(address.low()).isZero();
  }

  @Test
  void agreesWithTheJdk() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] bytes = new byte[16];
    for (int count = 0; count < 20_000; count++) {
      random.nextBytes(bytes);
      for (int zeros = random.nextInt(16), at = random.nextInt(16); zeros > 0 && at < 16; zeros--) {
        bytes[at++] = 0;
      }
      bytes[0] |= 0x20; // else the JDK would make an IPv4 address of a mapped one
      String text = InetAddress.getByAddress(bytes).getHostAddress();
      ByteBuffer expected = ByteBuffer.wrap(bytes);
      assertThat(address.parse(text)).as("seed %s: %s", seed, text).isTrue();
      assertThat(address.high()).isEqualTo(expected.getLong());
      assertThat(address.low()).isEqualTo(expected.getLong());
    }
  }
}
