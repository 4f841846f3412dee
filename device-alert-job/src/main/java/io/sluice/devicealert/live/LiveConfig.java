package io.sluice.devicealert.live;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.lookup.LookupTable;
import io.sluice.devicealert.DeviceAlertConfig;
import io.sluice.devicealert.device.DeviceConfig;
import io.sluice.devicealert.device.DeviceLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * How the job reaches the world outside.
 *
 * @param guarantee of the topics device-alerts and device-dispatches
 * @param retention how long rows about alerts are kept
 * @param devices where devices are looked up
 * @param rulesFrom where rules come from while the job runs
 * @param ruleInterval how often the table of rules is looked at
 */
public record LiveConfig(
    KafkaConfig kafka,
    Topics topics,
    DeliveryGuarantee guarantee,
    JdbcConfig jdbc,
    Duration retention,
    LookupTable<DeviceConfig> devices,
    RulesFrom rulesFrom,
    Duration ruleInterval) {

  /** The topics by role; an empty name of an input is one that a deployment does not have. */
  public record Topics(
      String deviceEvents,
      String workOrders,
      String operatorActions,
      String alertRules,
      String deviceAlerts,
      String deviceDispatches,
      String lateEvents,
      String deadLetters,
      String group) {}

  /** Where rules come from while the job runs. */
  public enum RulesFrom {
    TOPIC,
    TABLE,
    BOTH
  }

  /** What the topics of alerts may promise. */
  public enum Guarantee {
    EXACTLY_ONCE,
    AT_LEAST_ONCE
  }

  static final Setting<String> DEVICE_EVENTS =
      topic(
          "topics.device-events",
          "device-events",
          "What devices say, all of a device in one partition.");
  static final Setting<String> WORK_ORDERS =
      topic("topics.work-orders", "work-orders", "How far the work on alerts is. Empty for none.");
  static final Setting<String> OPERATOR_ACTIONS =
      topic(
          "topics.operator-actions",
          "operator-actions",
          "Who acknowledged or shelved what. Empty for none.");
  static final Setting<String> ALERT_RULES =
      topic(
          "topics.alert-rules",
          "alert-rules",
          "Rules, a document in YAML or JSON a record. Empty for none.");
  static final Setting<String> DEVICE_ALERTS =
      topic("topics.device-alerts", "device-alerts", "RAISE and REVOKE as CloudEvents.");
  static final Setting<String> DEVICE_DISPATCHES =
      topic(
          "topics.device-dispatches",
          "device-dispatches",
          "DISPATCH, CANCEL, NOTE, REMIND and SUMMARY as CloudEvents.");
  static final Setting<String> LATE_EVENTS =
      topic("topics.late-events", "late-events", "What came beyond the tolerance.");
  static final Setting<String> DEAD_LETTERS =
      topic(
          "topics.dead-letters",
          "dead-letters",
          "What could not be understood: the original bytes, with Kafka Connect's error headers.");
  static final Setting<String> GROUP =
      Setting.text("kafka.group-id")
          .defaultsTo("device-alert-job")
          .describedAs(
              "Consumer group and prefix of the transactions: one per deployment of the job.");
  static final Setting<Guarantee> GUARANTEE =
      Setting.choice("sink.device-alerts.guarantee", Guarantee.class)
          .defaultsTo("at-least-once")
          .describedAs(
              "Of device-alerts and device-dispatches. at-least-once is seen at once and may repeat"
                  + " after a restart, with the same ids; exactly-once writes in transactions that"
                  + " readers with isolation.level read_committed see once per checkpoint.");
  static final Setting<Duration> RETENTION =
      Setting.duration("retention.alerts")
          .atLeast("1h")
          .defaultsTo("90d")
          .describedAs("How long rows about alerts, dispatches and their explanations are kept.");

  static final Setting<RulesFrom> RULES_FROM =
      Setting.choice("rules.source", RulesFrom.class)
          .defaultsTo("both")
          .describedAs(
              "Where rules come from beside rules.file: the topic topics.alert-rules, the rows of"
                  + " the table alert_rule, or both; of two changes of one rule the later holds.");
  static final Setting<Duration> RULE_INTERVAL =
      Setting.duration("rules.poll-interval")
          .atLeast("100ms")
          .atMost("1h")
          .defaultsTo("2s")
          .describedAs("How often the table alert_rule is looked at.");

  public static final List<SettingsSection> SECTIONS = sections();

  public static LiveConfig from(Settings settings) {
    JdbcConfig jdbc = JdbcConfig.from(settings);
    if (!jdbc.url().startsWith("jdbc:postgresql:")) {
      throw new SettingsException(
          List.of(
              settings.problem(
                  JdbcConfig.URL,
                  "this job writes to Postgres, or what speaks its protocol, only",
                  "write jdbc:postgresql://HOST:PORT/DATABASE")));
    }
    return new LiveConfig(
        KafkaConfig.from(settings),
        new Topics(
            settings.get(DEVICE_EVENTS),
            settings.get(WORK_ORDERS),
            settings.get(OPERATOR_ACTIONS),
            settings.get(ALERT_RULES),
            settings.get(DEVICE_ALERTS),
            settings.get(DEVICE_DISPATCHES),
            settings.get(LATE_EVENTS),
            settings.get(DEAD_LETTERS),
            settings.get(GROUP)),
        settings.get(GUARANTEE) == Guarantee.EXACTLY_ONCE
            ? DeliveryGuarantee.EXACTLY_ONCE
            : DeliveryGuarantee.AT_LEAST_ONCE,
        jdbc,
        settings.get(RETENTION),
        DeviceLookup.inFile(settings).orElseGet(() -> DeviceLookup.inDatabase(settings, jdbc)),
        settings.get(RULES_FROM),
        settings.get(RULE_INTERVAL));
  }

  /** Empty where rules do not come by a topic. */
  String ruleTopic() {
    return rulesFrom == RulesFrom.TABLE ? "" : topics.alertRules();
  }

  /** Null where rules do not come by the table. */
  RuleTable ruleTable() {
    return rulesFrom == RulesFrom.TOPIC ? null : new RuleTable(jdbc, ruleInterval);
  }

  private static List<SettingsSection> sections() {
    List<Setting<?>> kafka = new ArrayList<>(KafkaConfig.SETTINGS);
    kafka.addAll(
        List.of(
            GROUP,
            DEVICE_EVENTS,
            WORK_ORDERS,
            OPERATOR_ACTIONS,
            ALERT_RULES,
            DEVICE_ALERTS,
            DEVICE_DISPATCHES,
            LATE_EVENTS,
            DEAD_LETTERS,
            GUARANTEE));
    List<Setting<?>> tables = new ArrayList<>(JdbcConfig.SETTINGS);
    tables.addAll(List.of(RETENTION, RULES_FROM, RULE_INTERVAL));
    List<SettingsSection> sections = new ArrayList<>();
    sections.add(new SettingsSection("Kafka", "", kafka));
    sections.add(new SettingsSection("Database", "", tables));
    sections.addAll(DeviceAlertConfig.SECTIONS);
    sections.add(new SettingsSection("Devices in the database", "", DeviceLookup.DATABASE));
    return List.copyOf(sections);
  }

  private static Setting<String> topic(String key, String name, String description) {
    return Setting.text(key).defaultsTo(name).describedAs(description);
  }
}
