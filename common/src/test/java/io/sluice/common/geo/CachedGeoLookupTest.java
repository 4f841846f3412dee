package io.sluice.common.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CachedGeoLookupTest {
  private static final long IPV4 = 0xFFFFL << 32;

  private final List<Long> asked = new ArrayList<>();

  /** A place that tells the address, so that a mix-up shows. */
  private Place source(long high, long low) {
    asked.add(low);
    return place("city of " + high + '/' + low);
  }

  private static Place place(String city) {
    return new Place(Place.Status.FOUND, "XX", null, city, 1, 2, 3, "As");
  }

  @Test
  void asksForAnAddressOnce() {
    CachedGeoLookup lookup = new CachedGeoLookup(this::source, 1024);

    Place first = lookup.locate(0, IPV4 | 1);
    Place again = lookup.locate(0, IPV4 | 1);

    assertThat(again).isSameAs(first).isEqualTo(place("city of 0/" + (IPV4 | 1)));
    assertThat(asked).containsExactly(IPV4 | 1);
    assertThat(lookup.misses()).isEqualTo(1);
  }

  @Test
  void tellsAddressesApartByBothHalves() {
    CachedGeoLookup lookup = new CachedGeoLookup(this::source, 1024);

    assertThat(lookup.locate(7, 9).cityName()).isEqualTo("city of 7/9");
    assertThat(lookup.locate(8, 9).cityName()).isEqualTo("city of 8/9");
    assertThat(lookup.locate(7, 10).cityName()).isEqualTo("city of 7/10");
  }

  @Test
  void keepsEqualPlacesAsOneObject() {
    CachedGeoLookup lookup = new CachedGeoLookup((high, low) -> place("London"), 1024);

    assertThat(lookup.locate(0, IPV4 | 1)).isSameAs(lookup.locate(0, IPV4 | 2));
  }

  @Test
  void keepsEqualPlacesAsOneObjectWhenItForgetsOthers() {
    CachedGeoLookup lookup = new CachedGeoLookup((high, low) -> place("city " + low % 40), 8);
    for (long low = 1; low < 10_000; low++) {
      Place here = lookup.locate(0, low);
      // 40 places in turn overflow the 16 that a table of 8 keeps; this one was just seen.
      assertThat(lookup.locate(0, low + 40_000)).isSameAs(here);
    }
  }

  @Test
  void neverAnswersWithThePlaceOfAnother() {
    CachedGeoLookup lookup = new CachedGeoLookup(this::source, 64);
    Random random = new Random(1);
    for (int round = 0; round < 100_000; round++) {
      long high = random.nextInt(3);
      long low = random.nextInt(200);
      assertThat(lookup.locate(high, low).cityName()).isEqualTo("city of " + high + '/' + low);
    }
  }

  /** A direct-mapped table of this size would lose about a third of them. */
  @Test
  void keepsBusyAddressesSideBySide() {
    CachedGeoLookup lookup = new CachedGeoLookup(this::source, 1024);
    for (int round = 0; round < 100; round++) {
      for (int client = 0; client < 256; client++) {
        lookup.locate(0, IPV4 | client * 7919L);
      }
    }
    assertThat(lookup.misses()).isLessThan(256 + 100 * 6);
  }

  @Test
  void allocatesNothingOnAHit() {
    CachedGeoLookup lookup = new CachedGeoLookup(this::source, 1024);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    locateThousands(lookup);
    threads.getCurrentThreadAllocatedBytes();

    long before = threads.getCurrentThreadAllocatedBytes();
    locateThousands(lookup);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).as("bytes for 16,000 hits").isLessThan(1000);
  }

  private static void locateThousands(CachedGeoLookup lookup) {
    for (int round = 0; round < 1000; round++) {
      for (long client = 0; client < 16; client++) {
        lookup.locate(0, IPV4 | client);
      }
    }
  }

  @Test
  void leavesTheUnreadableAddressToTheSource() {
    CachedGeoLookup lookup =
        new CachedGeoLookup((high, low) -> Place.nowhere(Place.Status.INVALID), 8);

    assertThat(lookup.locate(0, 0).status()).isEqualTo(Place.Status.INVALID);
    assertThat(lookup.misses()).isZero();
  }
}
