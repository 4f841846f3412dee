package io.sluice.common.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.10, 192.0.2.10",
    "255.0.100.9, 255.0.100.9",
    "::ffff:192.0.2.10, 192.0.2.10",
    "::ffff:c000:20a, 192.0.2.10",
    "::, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1:0:0:0:0:0:0:0, 1::",
    "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:DB8::AaA, 2001:db8::aaa",
    "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
    "1111:2222:3333:4444:5555:6666:7777:8888, 1111:2222:3333:4444:5555:6666:7777:8888"
  })
  void writesTheOneSpelling(String text, String expected) {
    IpAddress address = new IpAddress();
    assertThat(address.parse(text)).isTrue();
    assertThat(AddressText.of(address.high(), address.low())).isEqualTo(expected);
  }

  @Test
  void whatItWritesIsReadBack() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    IpAddress address = new IpAddress();
    for (int count = 0; count < 20_000; count++) {
      long high = random.nextLong() & sparse(random);
      long low = random.nextLong() & sparse(random);
      String text = AddressText.of(high, low);
      assertThat(address.parse(text)).as("seed %s: %s", seed, text).isTrue();
      assertThat(address.high()).as(text).isEqualTo(high);
      assertThat(address.low()).as(text).isEqualTo(low);
    }
  }

  /** A mask that leaves some groups zero. */
  private static long sparse(Random random) {
    long mask = 0;
    for (int group = 0; group < 4; group++) {
      mask = mask << 16 | (random.nextBoolean() ? 0xffff : 0);
    }
    return mask;
  }
}
