package io.sluice.dashboard;

import io.sluice.dashboard.time.Granularity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A shop's traffic as the job would have written it: busy at midday and in the evening, most of it
 * from the States and Germany, with crawlers, a slow search page and a few attackers. The same seed
 * tells the same story.
 */
final class TrafficStory {

  private static final ZoneId ZONE = ZoneOffset.UTC;
  private static final String[] COUNTRIES =
      ("US:30 DE:13 GB:9 FR:7 IN:6 BR:5 JP:5 CA:4 NL:3 AU:2.6 ES:2.2 IT:2 PL:1.8 SE:1.4 SG:1.3 CN:1.2 "
              + "MX:1 KR:.9 CH:.8 ID:.7 ZA:.6 AR:.5 TR:.5 VN:.4 UA:.4 NO:.4 FI:.3 RU:.3 NG:.25 EG:.2 "
              + "TH:.2 CL:.2 IE:.2 AT:.2 NZ:.2 MT:.05 LU:.05 BH:.04 MU:.03 IS:.05 KE:.08 unknown:1.2")
          .split(" ");
  private static final String[] CITIES =
      ("New_York:9 Berlin:6 London:6 Paris:5 São_Paulo:4 Ashburn:4 Tokyo:4 Mumbai:3.4 Frankfurt_am_Main:3 "
              + "Toronto:2.6 Amsterdam:2.5 Chicago:2.4 Los_Angeles:2.2 Sydney:1.8 Madrid:1.6 Hamburg:1.5 "
              + "Singapore:1.3 Milan:1 Warsaw:1 unknown:12 other:26")
          .split(" ");
  private static final String[] PATHS =
      ("/:14 /search:13 /api/v1/products:11 /products/wool-socks:6 /cart:5 /api/v1/cart/items:4.6 /login:3.4 "
              + "/static/app.js:9 /images/hero.webp:7 /checkout:2.6 /api/v1/orders:2.2 /products/rain-jacket:2 "
              + "/robots.txt:.9 /wp-login.php:.7 /sitemap.xml:.6 other:18")
          .split(" ");
  private static final String[] STATUSES =
      "200:86 304:5 302:2.4 404:3.6 403:.8 401:.7 429:.3 500:.5 503:.4 502:.3".split(" ");
  private static final String[] CALLERS =
      "desktop:34 phone:38 tablet:3 app:6 tv:.4 search-crawler:7 bot:3.4 ai-crawler:4.6 tool:2.4 attacker:.7 unknown:.5"
          .split(" ");
  private static final String[] HOSTS =
      "shop.example.com:62 api.example.com:27 cdn.example.com:9 blog.example.com:2".split(" ");
  private static final String[] CUSTOMERS =
      "unknown:71 northwind:7 contoso:5.5 globex:4 initech:3.6 umbrella:3 hooli:2.4 stark:2 wayne:1.5"
          .split(" ");

  private static final String UPSERT =
      """
      insert into traffic as t (granularity, window_start, dimension, value, requests, bytes,
        unique_clients, errors_4xx, errors_5xx, latency_p50_ms, latency_p95_ms, latency_p99_ms,
        bots, generation, merged, updated_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, clock_timestamp())
      on conflict (granularity, dimension, window_start, value) do update set
        requests = t.requests + excluded.requests, bytes = t.bytes + excluded.bytes,
        unique_clients = t.unique_clients + excluded.unique_clients,
        errors_4xx = t.errors_4xx + excluded.errors_4xx,
        errors_5xx = t.errors_5xx + excluded.errors_5xx,
        latency_p50_ms = excluded.latency_p50_ms, latency_p95_ms = excluded.latency_p95_ms,
        latency_p99_ms = excluded.latency_p99_ms,
        bots = t.bots + excluded.bots, merged = t.merged + excluded.merged,
        updated_at = clock_timestamp()
      """;

  private final Connection connection;
  private final Random random = new Random(7);
  private final Map<String, String[]> dimensions = new LinkedHashMap<>();
  private long requestId;

  TrafficStory(Connection connection) {
    this.connection = connection;
    dimensions.put("all", new String[] {"all:100"});
    dimensions.put("country", COUNTRIES);
    dimensions.put("city", CITIES);
    dimensions.put("path", PATHS);
    dimensions.put("status", STATUSES);
    dimensions.put("user_agent_class", CALLERS);
    dimensions.put("vhost", HOSTS);
    dimensions.put("customer", CUSTOMERS);
  }

  /** Fills the tables up to the given moment: fine rows for a short while, coarse ones for long. */
  void tellUpTo(Instant now) throws SQLException {
    connection.setAutoCommit(false);
    Instant second = Granularity.SECOND.floor(now, ZONE);
    windows(Granularity.SECOND, second.minusSeconds(1200), second);
    windows(Granularity.MINUTE, now.minus(Duration.ofHours(25)), now);
    windows(Granularity.HOUR, now.minus(Duration.ofDays(15)), now);
    windows(Granularity.DAY, now.minus(Duration.ofDays(31)), now);
    for (int minute = 0; minute < 30; minute++) {
      quality(now.minusSeconds(60L * minute));
    }
    for (int i = 300; i > 0; i--) {
      request(now.minusMillis(i * 45L));
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** One more second of traffic, in the rows of every size. */
  void tellSecond(Instant second) throws SQLException {
    connection.setAutoCommit(false);
    double requests = rate(second);
    for (Granularity size :
        List.of(Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.DAY)) {
      rows(size, size.floor(second, ZONE), requests, size == Granularity.SECOND ? 1 : 0.35);
    }
    for (int i = 0; i < 12; i++) {
      request(second.plusMillis(80L * i));
    }
    quality(second);
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void windows(Granularity size, Instant from, Instant to) throws SQLException {
    for (Instant start = size.floor(from, ZONE);
        start.isBefore(to);
        start = size.next(start, ZONE)) {
      Instant end = size.next(start, ZONE);
      double seconds = Duration.between(start, end.isAfter(to) ? to : end).toMillis() / 1000.0;
      double middle =
          size == Granularity.DAY ? 0.72 * 260 : rate(start.plusMillis((long) (seconds * 500)));
      rows(size, start, middle * seconds, 1 / (1 + Math.log10(Math.max(1, seconds))));
    }
  }

  private void rows(Granularity size, Instant start, double requests, double fresh)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(UPSERT)) {
      for (Map.Entry<String, String[]> dimension : dimensions.entrySet()) {
        for (String entry : dimension.getValue()) {
          row(insert, size, start, dimension.getKey(), entry, requests, fresh);
        }
      }
      insert.executeBatch();
    }
  }

  private void row(
      PreparedStatement insert,
      Granularity size,
      Instant start,
      String dimension,
      String entry,
      double all,
      double fresh)
      throws SQLException {
    String value = entry.substring(0, entry.lastIndexOf(':')).replace('_', ' ');
    if (dimension.equals("path") || dimension.equals("user_agent_class")) {
      value = entry.substring(0, entry.lastIndexOf(':'));
    }
    double weight =
        Double.parseDouble(entry.substring(entry.lastIndexOf(':') + 1))
            / sum(dimensions.get(dimension));
    double jitter =
        dimension.equals("all")
            ? 1
            : Math.max(
                0, 1 + random.nextGaussian() * 0.25 / Math.sqrt(Math.max(1, all * weight / 20)));
    long requests = Math.round(all * weight * jitter);
    if (requests == 0) {
      return;
    }
    boolean trouble = start.getEpochSecond() / 97 % 11 == 0;
    long server =
        poissonLike(
            requests
                * (dimension.equals("status")
                    ? (value.startsWith("5") ? 1 : 0)
                    : trouble ? 0.045 : 0.008));
    long client =
        poissonLike(
            requests * (dimension.equals("status") ? (value.startsWith("4") ? 1 : 0) : 0.045));
    double p50 = 34 + 8 * Math.sin(start.getEpochSecond() / 211.0) + random.nextGaussian() * 2;
    int i = 1;
    insert.setString(i++, size.column());
    insert.setObject(i++, start.atOffset(ZoneOffset.UTC));
    insert.setString(i++, dimension);
    insert.setString(i++, value);
    insert.setLong(i++, requests);
    insert.setLong(i++, requests * (21_000 + random.nextInt(6000)));
    insert.setLong(i++, Math.max(1, Math.round(requests * 0.42 * fresh)));
    insert.setLong(i++, Math.min(requests, client));
    insert.setLong(i++, Math.min(requests, server));
    insert.setDouble(i++, p50);
    insert.setDouble(i++, p50 * (trouble ? 7 : 4.4) + random.nextGaussian() * 12);
    insert.setDouble(i++, p50 * (trouble ? 16 : 9) + random.nextGaussian() * 40);
    insert.setLong(i++, poissonLike(requests * bots(dimension, value)));
    insert.setLong(i, requests);
    insert.addBatch();
  }

  private static double bots(String dimension, String value) {
    if (!dimension.equals("user_agent_class")) {
      return 0.15;
    }
    return value.endsWith("crawler") || value.equals("bot") ? 1 : 0;
  }

  private long poissonLike(double mean) {
    return Math.max(0, Math.round(mean + random.nextGaussian() * Math.sqrt(mean)));
  }

  /** Requests a second: a day's curve with two humps, a slow swell and noise. */
  private double rate(Instant at) {
    double hour = at.getEpochSecond() % 86400 / 3600.0;
    double curve = 0.42 + 0.5 * hump(hour, 13, 3.6) + 0.62 * hump(hour, 19.5, 2.6);
    double swell =
        1
            + 0.08 * Math.sin(at.getEpochSecond() / 47.0)
            + 0.06 * Math.sin(at.getEpochSecond() / 311.0);
    return Math.max(3, 260 * curve * swell * (1 + random.nextGaussian() * 0.05));
  }

  private static double hump(double hour, double middle, double width) {
    double distance = Math.min(Math.abs(hour - middle), 24 - Math.abs(hour - middle));
    return Math.exp(-distance * distance / (2 * width * width));
  }

  private void quality(Instant at) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into quality as q (minute, stage, "in", "out", rejected, late, geo_misses, generation, merged)
            values (?, ?, ?, ?, ?::jsonb, ?, ?, 1, 1)
            on conflict (minute, stage) do update set "in" = q."in" + excluded."in", "out" = q."out" + excluded."out"
            """)) {
      for (String stage : List.of("parse", "enrich", "traffic")) {
        boolean parse = stage.equals("parse");
        insert.setObject(1, Granularity.MINUTE.floor(at, ZONE).atOffset(ZoneOffset.UTC));
        insert.setString(2, stage);
        insert.setLong(3, 15_600);
        insert.setLong(4, parse ? 15_597 : 15_600);
        insert.setString(5, parse ? "{\"bad-timestamp\": 2, \"line-too-long\": 1}" : "{}");
        insert.setLong(6, stage.equals("traffic") ? 1 : 0);
        insert.setLong(7, stage.equals("enrich") ? 180 : 0);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void request(Instant at) throws SQLException {
    String country = pick(COUNTRIES);
    String status = pick(STATUSES);
    String caller = pick(CALLERS);
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into recent_request (event_id, ts, client_address, country_iso_code, city_name, as_organization,
              vhost, method, path, status, bytes, latency_ms, user_agent_class, user_agent_name, generation, merged)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1) on conflict do nothing
            """)) {
      String city = CITY_OF.getOrDefault(country, null);
      String path = attackersAim(caller);
      Object[] values = {
        "access-logs-" + requestId % 4 + "-" + requestId++,
        at.atOffset(ZoneOffset.UTC),
        "203.0." + random.nextInt(256) + "." + random.nextInt(256),
        country.equals("unknown") ? null : country,
        city,
        "Example Telecom",
        pick(HOSTS),
        random.nextInt(8) == 0 ? "POST" : "GET",
        path,
        Integer.valueOf(status),
        (long) (600 + Math.exp(random.nextGaussian() * 1.4 + 9)),
        Math.exp(random.nextGaussian() * 0.8 + 3.5),
        caller,
        AGENT_OF.get(caller)
      };
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null) {
          insert.setNull(i + 1, Types.VARCHAR);
        } else {
          insert.setObject(i + 1, values[i]);
        }
      }
      insert.executeUpdate();
    }
  }

  private static final Map<String, String> CITY_OF =
      Map.of(
          "US",
          "New York",
          "DE",
          "Berlin",
          "GB",
          "London",
          "FR",
          "Paris",
          "BR",
          "São Paulo",
          "JP",
          "Tokyo",
          "IN",
          "Mumbai",
          "CA",
          "Toronto",
          "SE",
          "Malmö",
          "PL",
          "Kraków");
  private static final Map<String, String> AGENT_OF =
      Map.of(
          "desktop",
          "Firefox 146",
          "phone",
          "Safari 19",
          "tablet",
          "Safari 19",
          "app",
          "Shop 4.2",
          "search-crawler",
          "Googlebot",
          "bot",
          "UptimeRobot",
          "ai-crawler",
          "GPTBot",
          "tool",
          "curl 8.11",
          "attacker",
          "sqlmap");

  private String attackersAim(String caller) {
    if (caller.equals("attacker")) {
      return random.nextBoolean() ? "/wp-login.php" : "/.env";
    }
    String path = pick(PATHS);
    return path.equals("other") ? "/products/" + (1000 + random.nextInt(9000)) : path;
  }

  private String pick(String[] weighted) {
    double at = random.nextDouble() * sum(weighted);
    for (String entry : weighted) {
      at -= Double.parseDouble(entry.substring(entry.lastIndexOf(':') + 1));
      if (at <= 0) {
        return entry.substring(0, entry.lastIndexOf(':'));
      }
    }
    return weighted[0].substring(0, weighted[0].lastIndexOf(':'));
  }

  private static double sum(String[] weighted) {
    double sum = 0;
    for (String entry : weighted) {
      sum += Double.parseDouble(entry.substring(entry.lastIndexOf(':') + 1));
    }
    return sum;
  }
}
