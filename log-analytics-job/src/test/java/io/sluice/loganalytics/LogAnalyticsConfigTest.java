package io.sluice.loganalytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.testing.SettingsReferenceCheck;
import io.sluice.loganalytics.event.Privacy;
import io.sluice.loganalytics.live.LiveConfig;
import io.sluice.loganalytics.traffic.Granularity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogAnalyticsConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of("kafka.bootstrap-servers", "broker:9092", "jdbc.url", "jdbc:postgresql://db/sluice");

  @Test
  void defaults() {
    LogAnalyticsConfig config = LogAnalyticsConfig.from(settings(Map.of()));

    assertThat(config.lateness().tolerance()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.lateness().maxFuture()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.parse().formats()).containsExactly("auto");
    assertThat(config.parse().envelope()).isEqualTo("auto");
    assertThat(config.parse().w3cFields()).isEmpty();
    assertThat(config.parse().jsonFields()).isEmpty();
    assertThat(config.parse().trustedProxies()).isEmpty();
    assertThat(config.parse().maxLineBytes()).isEqualTo(1 << 20);
    assertThat(config.enrich().cityFile()).isNull();
    assertThat(config.privacy().address()).isEqualTo(Privacy.AddressRule.KEEP);
    assertThat(config.traffic().zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(config.traffic().maxValues()).isEqualTo(1000);
    assertThat(config.traffic().flushInterval()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.traffic().finalRowsOnly()).isFalse();
  }

  @Test
  void liveDefaults() {
    LiveConfig live = LiveConfig.from(settings(Map.of()));

    assertThat(live.topics())
        .isEqualTo(
            new LiveConfig.Topics(
                "access-logs",
                "access-clean",
                "dead-letters",
                "late-events",
                "quality",
                "cleaning-rules",
                "",
                "search-clean",
                "orders-clean",
                "",
                "log-analytics-job"));
    assertThat(live.requestsGuarantee()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(live.retention()).containsEntry(Granularity.SECOND, Duration.ofDays(1));
    assertThat(live.recentPerSecond()).isEqualTo(20);
  }

  @Test
  void everySettingReachesItsPlace() {
    LogAnalyticsConfig config =
        LogAnalyticsConfig.from(
            settings(
                Map.ofEntries(
                    Map.entry("lateness", "7s"),
                    Map.entry("max-future", "8s"),
                    Map.entry("idleness", "9s"),
                    Map.entry("parse.format", "combined,caddy"),
                    Map.entry("parse.envelope", "filebeat"),
                    Map.entry("parse.json-fields", "ip=remote_addr"),
                    Map.entry("parse.w3c-fields", "date time cs-uri-stem"),
                    Map.entry("parse.trusted-proxies", "10.0.0.0/8,::1"),
                    Map.entry("parse.max-line-bytes", "64kb"),
                    Map.entry("geo.city-file", "/geo/city.mmdb"),
                    Map.entry("geo.asn-file", "/geo/asn.mmdb"),
                    Map.entry("user-agent.cache-size", "123"),
                    Map.entry("privacy.address", "truncate"),
                    Map.entry("privacy.user", "hash"),
                    Map.entry("privacy.user-key", "pepper"),
                    Map.entry("zone", "Asia/Shanghai"),
                    Map.entry("traffic.flush-interval", "1s"),
                    Map.entry("traffic.aggregate-interval", "2s"),
                    Map.entry("traffic.max-values", "17"))));

    assertThat(config.lateness().tolerance()).isEqualTo(Duration.ofSeconds(7));
    assertThat(config.lateness().maxFuture()).isEqualTo(Duration.ofSeconds(8));
    assertThat(config.lateness().idleness()).isEqualTo(Duration.ofSeconds(9));
    assertThat(config.parse().formats()).containsExactly("combined", "caddy");
    assertThat(config.parse().envelope()).isEqualTo("filebeat");
    assertThat(config.parse().jsonFields()).containsExactly("ip=remote_addr");
    assertThat(config.parse().w3cFields()).isEqualTo("date time cs-uri-stem");
    assertThat(config.parse().trustedProxies()).containsExactly("10.0.0.0/8", "::1");
    assertThat(config.parse().maxLineBytes()).isEqualTo(64 << 10);
    assertThat(config.enrich().cityFile()).isEqualTo("/geo/city.mmdb");
    assertThat(config.enrich().asnFile()).isEqualTo("/geo/asn.mmdb");
    assertThat(config.enrich().userAgentCacheSize()).isEqualTo(123);
    assertThat(config.privacy().address()).isEqualTo(Privacy.AddressRule.TRUNCATE);
    assertThat(config.privacy().user()).isEqualTo(Privacy.UserRule.HASH);
    assertThat(config.aggregateInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.traffic().zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(config.traffic().flushInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.traffic().maxValues()).isEqualTo(17);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertRefused(Map.of("parse.format", "$remote_addr$status"), "parse.format");
    assertRefused(Map.of("parse.format", "combinde"), "parse.format");
    assertRefused(Map.of("parse.format", "combined,%h %j"), "%j is no directive");
    assertRefused(Map.of("parse.envelope", "filebaet"), "parse.envelope");
    assertRefused(Map.of("parse.json-fields", "ip"), "parse.json-fields");
    assertRefused(Map.of("parse.w3c-fields", "date"), "parse.w3c-fields");
    assertRefused(Map.of("parse.trusted-proxies", "10.0.0.0/99"), "parse.trusted-proxies");
    assertRefused(Map.of("privacy.user", "hash"), "privacy.user");
    assertRefused(Map.of("zone", "Mars/Olympus"), "zone");
    assertRefused(Map.of("traffic.max-values", "0"), "traffic.max-values");
    assertRefused(Map.of("latenes", "1m"), "lateness");
    assertRefused(Map.of("jdbc.url", "jdbc:oracle:thin:@db"), "jdbc.url");
    assertRefused(Map.of("jdbc.url", "jdbc:mysql://db/sluice"), "jdbc.url");
  }

  @Test
  void whatIsWrongWithADictionaryIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("sources.yaml");
    Files.writeString(
        file, "sources: [{name: other, structures: [{name: a, fields: {x: {range: [2, 1]}}}]}]");
    assertRefused(
        Map.of("sources.file", file.toString()),
        "sources.yaml line 1: source other, structure a, field x: range [2, 1] is reversed");
    Files.writeString(file, "sources: [{name: other, structures: [{name: a, fields: [x]}]}]");
    assertThat(
            LogAnalyticsConfig.from(settings(Map.of("sources.file", file.toString()))).accessLogs())
        .isNull();
    assertRefused(
        Map.of("sources.file", file.toString(), "sources.access-logs", "web"),
        "sources.access-logs = web");
    assertRefused(
        Map.of("sources.file", file.toString(), "sources.access-logs", "other"),
        "source other, field x: is nothing that a request has");
  }

  @Test
  void customersAreLookedUpWhereTheirQueryIsGiven(@TempDir Path folder) throws IOException {
    assertThat(LiveConfig.from(settings(Map.of())).customers()).isEmpty();
    assertThat(
            LiveConfig.from(
                    settings(
                        Map.of(
                            "lookup.customers.query",
                            "select k, name from customer where k in (:keys)")))
                .customers())
        .isPresent();
    assertRefused(Map.of("lookup.customers.query", "select 1"), "lookup.customers.query");
    assertRefused(Map.of("lookup.customers.key-field", "key"), "lookup.customers.key-field");
    assertRefused(Map.of("lookup.customers.file", "/no/such.csv"), "lookup.customers.file");
    Path file = Files.writeString(folder.resolve("c.csv"), "key,name\nk,Acme\n");
    assertRefused(
        Map.of(
            "lookup.customers.file",
            file.toString(),
            "lookup.customers.query",
            "select k, name from customer where k in (:keys)"),
        "stands beside lookup.customers.file");
  }

  @Test
  void aReplayNeedsNoWorldOutside() {
    LogAnalyticsConfig config =
        LogAnalyticsConfig.forReplay(
            Settings.of(SettingsSection.settingsOf(LogAnalyticsConfig.SECTIONS), Map.of()));

    assertThat(config.lateness().idleness()).isEqualTo(Duration.ZERO);
    assertThat(config.traffic().finalRowsOnly()).isTrue();
  }

  @Test
  void theReferencePageSaysWhatTheCodeSays() {
    SettingsReferenceCheck.assertUpToDate("log-analytics-job", LiveConfig.SECTIONS);
  }

  private static void assertRefused(Map<String, String> given, String named) {
    assertThatThrownBy(
            () -> {
              Settings settings = settings(given);
              LogAnalyticsConfig.from(settings);
              LiveConfig.from(settings);
            })
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(named);
  }

  private static Settings settings(Map<String, String> given) {
    Map<String, String> all = new HashMap<>(REQUIRED);
    all.putAll(given);
    return Settings.of(SettingsSection.settingsOf(LiveConfig.SECTIONS), all);
  }
}
