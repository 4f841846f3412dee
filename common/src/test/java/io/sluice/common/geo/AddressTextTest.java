package io.sluice.common.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {

  /** The rules and examples of RFC 5952, section 4. */
  @ParameterizedTest
  @CsvSource({
    "2001:0db8:0000:0000:0000:0000:0002:0001, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8::A, 2001:db8::a",
    "1:0:0:0:0:0:0:0, 1::",
    "0:0:0:0:0:0:0:1, ::1",
    "0:0:0:0:0:0:0:0, ::",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "1.20.109.9, 1.20.109.9",
    "100.10.0.199, 100.10.0.199"
  })
  void isCanonical(String spelt, String canonical) {
    Addresses address = Addresses.of(spelt);
    assertThat(AddressText.of(address.high(), address.low())).isEqualTo(canonical);
  }

  @Test
  void isReadBackByTheJdkAsTheSameNumber() {
    Random random = new Random(5952);
    for (int round = 0; round < 20_000; round++) {
      long high = random.nextLong() & groups(random);
      long low = random.nextLong() & groups(random);
      String text = AddressText.of(high, low);
      assertThat(Addresses.of(text)).as(text).isEqualTo(new Addresses(high, low));
    }
  }

  /** A mask of whole groups, so that runs of zeros are common. */
  private static long groups(Random random) {
    long mask = 0;
    for (int group = 0; group < 4; group++) {
      mask = mask << 16 | (random.nextBoolean() ? 0xFFFF : 0);
    }
    return mask;
  }
}
