package io.sluice.common.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.maxmind.db.Reader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against MaxMind's own reader; the two files have nodes of 28 and of 24 bits. */
class AddressTreeTest {
  private static final Path GEO = Path.of("../src-test-data/log-analytics/geo");
  private static final long IPV4 = 0xFFFFL << 32;

  @ParameterizedTest
  @ValueSource(strings = {"sluice-city.mmdb", "sluice-asn.mmdb"})
  void findsWhatTheReaderFinds(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(GEO.resolve(name));
    Reader reader = new Reader(new ByteArrayInputStream(bytes));
    AddressTree tree = new AddressTree(bytes, reader.getMetadata());
    Map<Long, Object> records = new HashMap<>();
    Random random = new Random(128);
    for (int round = 0; round < 50_000; round++) {
      boolean ipv4 = round % 2 == 0;
      long high = ipv4 ? 0 : 0x2600L << 48 | random.nextLong() >>> 20;
      long low = ipv4 ? IPV4 | random.nextInt() & 0xFFFFFFFFL : random.nextLong();

      Object expected = reader.get(address(ipv4, high, low), Map.class);
      long found = tree.find(high, low);

      assertThat(found != AddressTree.NOTHING).isEqualTo(expected != null);
      if (expected != null) {
        assertThat(records.computeIfAbsent(found, number -> expected)).isEqualTo(expected);
      }
    }
    assertThat(records).hasSizeGreaterThan(20);
  }

  private static InetAddress address(boolean ipv4, long high, long low) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(ipv4 ? 4 : 16);
    return InetAddress.getByAddress(
        (ipv4 ? bytes.putInt((int) low) : bytes.putLong(high).putLong(low)).array());
  }
}
