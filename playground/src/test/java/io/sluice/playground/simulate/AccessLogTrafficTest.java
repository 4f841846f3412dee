package io.sluice.playground.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessLogTrafficTest {
  private static final Path GEO = Path.of("../src-test-data/log-analytics/geo");
  private static final long MONDAY = Instant.parse("2025-11-17T00:00:00Z").toEpochMilli();
  private static final long DAY = 24 * 3_600_000L;
  private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern DEMO =
      Pattern.compile(
          "(\\S+) - (\\S+) \\[([^\\]]+)\\] "
              + QUOTED
              + " (\\d{3}) (\\d+) "
              + QUOTED
              + " "
              + QUOTED
              + " "
              + QUOTED
              + " (\\S+) (\\d+\\.\\d{3}) ([0-9a-f]{32}) (\\d{10}\\.\\d{3})");
  private static final DateTimeFormatter TIME_LOCAL =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  /** A day of 60,000 lines. */
  private static List<LogLine> day;

  private static List<Matcher> requests;

  @BeforeAll
  static void simulateADay() {
    AccessLogTraffic traffic = new AccessLogTraffic(42, TrafficProfile.named("demo"));
    day = lines(traffic, 60_000, DAY / 60_000);
    requests = new ArrayList<>();
    for (LogLine line : day) {
      if (!line.garbage()) {
        Matcher matcher = DEMO.matcher(text(line));
        assertThat(matcher.matches()).as(text(line)).isTrue();
        requests.add(matcher);
      }
    }
  }

  @Test
  void everyLineSaysTheInstantItWasMadeFor() {
    for (int i = 0, request = 0; i < day.size(); i++) {
      LogLine line = day.get(i);
      assertThat(line.timestamp()).isEqualTo(MONDAY + i * (DAY / 60_000));
      if (!line.garbage()) {
        Matcher fields = requests.get(request++);
        assertThat(fields.group(13).replace(".", "")).isEqualTo(Long.toString(line.timestamp()));
        assertThat(OffsetDateTime.parse(fields.group(3), TIME_LOCAL).toEpochSecond())
            .isEqualTo(line.timestamp() / 1_000);
      }
    }
  }

  @Test
  void everyLineCarriesAnIdOfItsOwn() {
    Set<String> ids = new HashSet<>();
    for (LogLine line : day) {
      assertThat(text(line)).contains(line.requestId());
      ids.add(line.requestId());
    }
    assertThat(ids).hasSameSizeAs(day);
  }

  @Test
  void visitorsComeFromAllOverTheWorldAndFewFromNowhere() throws IOException {
    Map<String, Integer> countries = countries(requests);
    int unknown = countries.remove("unknown");
    assertThat(countries).hasSizeGreaterThanOrEqualTo(45);
    assertThat(share(unknown)).isBetween(0.005, 0.05);
    assertThat(share(countries.get("US"))).isBetween(0.22, 0.42);
    assertThat(share(countries.get("DE"))).isBetween(0.05, 0.14);
    assertThat(share(countries.get("IN"))).isBetween(0.03, 0.11);
  }

  @Test
  void agentsHaveTheSharesOfARealSite() {
    assertThat(agents("Googlebot|bingbot|YandexBot|Applebot|Baiduspider")).isBetween(0.04, 0.08);
    assertThat(agents("GPTBot|ChatGPT-User|ClaudeBot|PerplexityBot|Bytespider|CCBot|meta-external"))
        .isBetween(0.02, 0.05);
    assertThat(agents("^(python-requests|okhttp|Go-http|curl|axios|Java/)")).isBetween(0.06, 0.15);
    assertThat(agents("iPhone|Android.*Mobile")).isBetween(0.20, 0.40);
    assertThat(agents("Windows NT|Macintosh|X11")).isBetween(0.30, 0.55);
    assertThat(agents("iPad|SM-X200")).isBetween(0.015, 0.06);
  }

  @Test
  void answersHaveTheSharesOfARealSite() {
    assertThat(share(5, "200"::equals)).isBetween(0.60, 0.90);
    assertThat(share(5, "304"::equals)).isBetween(0.04, 0.20);
    assertThat(share(5, status -> status.startsWith("30"))).isBetween(0.06, 0.25);
    assertThat(share(5, "404"::equals)).isBetween(0.005, 0.04);
    assertThat(share(5, status -> status.startsWith("5"))).isBetween(0.001, 0.02);
    assertThat(requests.stream().map(m -> m.group(5)).distinct().toList())
        .contains(
            "200", "201", "204", "301", "302", "303", "304", "400", "401", "403", "404", "503");
  }

  @Test
  void severalHostsCustomersAndAttackersAreThere() {
    assertThat(requests.stream().map(m -> m.group(10)).distinct().toList())
        .containsExactlyInAnyOrder(
            "shop.example",
            "api.shop.example",
            "blog.shop.example",
            "docs.shop.example",
            "static.shop.example");
    assertThat(requests.stream().map(m -> m.group(2)).distinct().count()).isGreaterThan(30);
    assertThat(share(2, user -> !user.equals("-"))).isBetween(0.1, 0.35);
    assertThat(
            share(
                4, r -> r.contains("/.env") || r.contains("UNION+SELECT") || r.contains("passwd")))
        .isBetween(0.0001, 0.01);
    assertThat(share(4, r -> r.contains("\\x16\\x03\\x01"))).isPositive();
  }

  @Test
  void peopleComeInSessions() {
    Map<String, Integer> perAddress = new HashMap<>();
    requests.forEach(m -> perAddress.merge(m.group(1), 1, Integer::sum));
    double mean = requests.size() / (double) perAddress.size();
    assertThat(mean).isBetween(4.0, 60.0);
    assertThat(share(7, referrer -> referrer.contains("shop.example"))).isBetween(0.3, 0.9);
  }

  @Test
  void latenciesHaveALongTail() {
    double[] millis =
        requests.stream()
            .mapToDouble(m -> Double.parseDouble(m.group(11)) * 1_000)
            .sorted()
            .toArray();
    double median = millis[millis.length / 2];
    assertThat(median).isBetween(2.0, 60.0);
    assertThat(millis[millis.length * 99 / 100]).isGreaterThan(6 * median);
  }

  @Test
  void theSameSeedGivesTheSameLinesAndAnotherSeedOthers() {
    List<String> once = texts(new AccessLogTraffic(7, TrafficProfile.named("dirty")));
    assertThat(texts(new AccessLogTraffic(7, TrafficProfile.named("dirty")))).isEqualTo(once);
    List<String> other = texts(new AccessLogTraffic(8, TrafficProfile.named("dirty")));
    assertThat(other).doesNotContainAnyElementsOf(once);
  }

  @Test
  void addressesComeFromTheDatabaseGiven() throws IOException {
    Path file = GEO.resolve("sluice-city.mmdb");
    AccessLogTraffic given = new AccessLogTraffic(7, file, TrafficProfile.named("demo"));
    assertThat(texts(given))
        .isEqualTo(texts(new AccessLogTraffic(7, TrafficProfile.named("demo"))));
    assertThatThrownBy(
            () ->
                new AccessLogTraffic(
                    7, GEO.resolve("sluice-asn.mmdb"), TrafficProfile.named("demo")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no country");
    assertThatThrownBy(
            () ->
                new AccessLogTraffic(
                    7, GEO.resolve("damaged/corrupt-data.mmdb"), TrafficProfile.named("demo")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void garbageHasTheShareOfTheProfileAndNoLineEnds() {
    List<LogLine> lines = lines(new AccessLogTraffic(3, TrafficProfile.named("dirty")), 20_000, 10);
    List<LogLine> garbage = lines.stream().filter(LogLine::garbage).toList();
    assertThat(garbage.size() / 20_000.0).isCloseTo(0.05, within(0.01));
    assertThat(garbage).noneMatch(line -> DEMO.matcher(text(line)).matches());
    assertThat(lines).noneMatch(line -> text(line).contains("\n") || text(line).contains("\r"));
    long demo = lines.stream().filter(line -> DEMO.matcher(text(line)).matches()).count();
    assertThat(demo / 20_000.0).isCloseTo(0.95 * 0.9, within(0.02));
  }

  @Test
  void theDayHasACurveAndTheWeekAnEnd() {
    AccessLogTraffic traffic = new AccessLogTraffic(1, TrafficProfile.named("demo"));
    double week =
        IntStream.range(0, 7 * 24 * 60)
            .mapToDouble(minute -> traffic.intensity(MONDAY + minute * 60_000L))
            .average()
            .orElseThrow();
    assertThat(week).isCloseTo(1, within(0.05));
    double night = traffic.intensity(MONDAY + 5 * 3_600_000L);
    double evening = traffic.intensity(MONDAY + 19 * 3_600_000L);
    assertThat(evening).isGreaterThan(1.25 * night);
    assertThat(traffic.intensity(MONDAY + 5 * DAY + 19 * 3_600_000L)).isLessThan(0.9 * evening);
  }

  @Test
  void burstsStandOutOfTheirSurroundings() {
    AccessLogTraffic traffic = new AccessLogTraffic(1, TrafficProfile.named("burst"));
    long burst = MONDAY + 12 * 3_600_000L + 5_000;
    assertThat(traffic.intensity(burst)).isGreaterThan(4 * traffic.intensity(burst + 30_000));
  }

  @Test
  void arrivalsFollowTheIntensity() {
    Arrivals arrivals = new Arrivals(MONDAY, 100, at -> at < MONDAY + 50_000 ? 2 : 0.5, 1);
    long[] instants = IntStream.range(0, 12_000).mapToLong(i -> arrivals.next()).toArray();
    assertThat(instants).isSorted();
    assertThat(Arrays.stream(instants).filter(at -> at < MONDAY + 50_000).count())
        .isBetween(9_500L, 10_500L);
  }

  private static List<LogLine> lines(AccessLogTraffic traffic, int count, long step) {
    return IntStream.range(0, count).mapToObj(i -> traffic.next(MONDAY + i * step)).toList();
  }

  private static List<String> texts(AccessLogTraffic traffic) {
    return lines(traffic, 3_000, 20).stream().map(AccessLogTrafficTest::text).toList();
  }

  private static String text(LogLine line) {
    return new String(line.value(), StandardCharsets.ISO_8859_1);
  }

  private static Map<String, Integer> countries(List<Matcher> requests) throws IOException {
    Map<String, Integer> countries = new HashMap<>();
    Map<String, String> known = new HashMap<>();
    try (Reader reader = new Reader(GEO.resolve("sluice-city.mmdb").toFile())) {
      for (Matcher request : requests) {
        String address = request.group(1);
        if (!known.containsKey(address)) {
          Map<?, ?> record = reader.get(InetAddress.getByName(address), Map.class);
          known.put(
              address,
              record == null
                  ? "unknown"
                  : (String) ((Map<?, ?>) record.get("country")).get("iso_code"));
        }
        countries.merge(known.get(address), 1, Integer::sum);
      }
    }
    return countries;
  }

  private static double agents(String regex) {
    Predicate<String> found = Pattern.compile(regex).asPredicate();
    Predicate<String> crawler =
        Pattern.compile("compatible;|bot").asPredicate().and(a -> !regex.contains("Googlebot"));
    boolean people = regex.contains("Android") || regex.contains("Windows");
    return share(8, agent -> found.test(agent) && !(people && crawler.test(agent)));
  }

  private static double share(int group, Predicate<String> wanted) {
    return requests.stream().filter(m -> wanted.test(m.group(group))).count()
        / (double) requests.size();
  }

  private static double share(int count) {
    return count / (double) requests.size();
  }
}
