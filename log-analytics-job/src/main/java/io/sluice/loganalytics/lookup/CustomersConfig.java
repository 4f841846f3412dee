package io.sluice.loganalytics.lookup;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.Secret;
import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.lookup.LookupConfig;
import io.sluice.common.lookup.LookupTable;
import io.sluice.common.sink.jdbc.SqlFault;
import io.sluice.loganalytics.event.Customer;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of the lookup of customers, and the table they describe. */
public final class CustomersConfig {
  private static final Logger LOG = LoggerFactory.getLogger(CustomersConfig.class);
  private static final String TABLE = "customers";

  public static final Setting<String> KEY_FIELD =
      Setting.text("lookup.customers.key-field")
          .defaultsTo("user.name")
          .describedAs(
              "What of a request is looked up, as cleaning rules have left it: user.name,"
                  + " labels.<name> (such as an API key that a rule has extracted),"
                  + " source.address, url.domain, http.request.id, http.request.referrer or"
                  + " user_agent.original.");
  public static final Setting<Optional<Path>> FILE =
      Setting.path("lookup.customers.file")
          .describedAs(
              "Customers from a file in place of a database, read at the start: CSV with a header"
                  + " key,name,tier or YAML with lines such as k-1: {name: Acme, tier: gold}.")
          .optional();

  public static final Setting<Optional<String>> QUERY =
      Setting.text("lookup.customers.query")
          .example("select api_key, name, tier from customer where api_key in (:keys)")
          .describedAs(
              "Looks customers up by key: its columns are the key, the customer's name and, if you"
                  + " like, the tier; :keys stands for a list of keys. Without it nobody is looked"
                  + " up.")
          .optional();
  public static final Setting<Optional<String>> URL =
      Setting.text("lookup.customers.url")
          .matching(
              url -> url.matches("jdbc:(postgresql|mysql|mariadb):.+"),
              "starting with jdbc:postgresql:, jdbc:mysql: or jdbc:mariadb:")
          .describedAs("The customers' database; jdbc.url if left out.")
          .optional();
  public static final Setting<Optional<String>> USER =
      Setting.text("lookup.customers.user")
          .describedAs("Who logs in there; jdbc.user if left out.")
          .optional();
  public static final Setting<Secret> PASSWORD =
      Setting.secret("lookup.customers.password")
          .defaultsTo("")
          .describedAs("The password of lookup.customers.user; jdbc.password if that is left out.");
  public static final Setting<Duration> TTL =
      Setting.duration("lookup.customers.ttl")
          .atLeast("1s")
          .atMost("1d")
          .defaultsTo("5m")
          .describedAs(
              "How long an answer holds, and so how long a change may take to act; also how long"
                  + " it is believed that a key has no customer. Only in an outage are older answers"
                  + " used.");
  public static final Setting<Integer> CACHE_SIZE =
      Setting.integer("lookup.customers.cache-size")
          .atLeast("1")
          .atMost("10000000")
          .defaultsTo("100000")
          .describedAs("Keys that each TaskManager remembers.");
  public static final Setting<Duration> TIMEOUT =
      Setting.duration("lookup.customers.timeout")
          .atLeast("1ms")
          .atMost("1m")
          .defaultsTo("500ms")
          .describedAs(
              "How long a request waits for its customer at most; then the last known one is taken,"
                  + " or unknown. A checkpoint's barrier may wait as long.");
  public static final Setting<Integer> CONNECTIONS =
      Setting.integer("lookup.customers.connections")
          .atLeast("1")
          .atMost("64")
          .defaultsTo("2")
          .describedAs("Connections per TaskManager; many keys go into one query.");

  /** What a replay has too. */
  public static final SettingsSection SECTION =
      new SettingsSection(
          "Customers",
          "Whose key a request came with. Off unless there is a file or a query.",
          List.of(KEY_FIELD, FILE));

  /** What needs a database. */
  public static final List<Setting<?>> DATABASE =
      List.of(QUERY, URL, USER, PASSWORD, TTL, CACHE_SIZE, TIMEOUT, CONNECTIONS);

  private CustomersConfig() {}

  /** The name of the key's field, checked. */
  public static String keyField(Settings settings) {
    String name = settings.get(KEY_FIELD);
    try {
      new NameCustomer(name);
      return name;
    } catch (IllegalArgumentException wrong) {
      throw refused(settings, KEY_FIELD, wrong.getMessage(), KEY_FIELD.description());
    }
  }

  /**
   * Where a deployment looks customers up, if it does.
   *
   * @param results the database to ask if no other is named
   */
  public static Optional<LookupTable<Customer>> live(Settings settings, JdbcConfig results) {
    if (settings.get(QUERY).isPresent() && settings.get(FILE).isPresent()) {
      throw refused(settings, QUERY, "stands beside lookup.customers.file", "leave one out");
    }
    return settings.get(QUERY).isPresent()
        ? settings.get(QUERY).map(query -> inDatabase(settings, results, query))
        : inFile(settings);
  }

  /** The customers of the file, if there is one. */
  public static Optional<LookupTable<Customer>> inFile(Settings settings) {
    return settings
        .get(FILE)
        .map(
            file -> {
              try {
                return LookupTable.fixed(TABLE, CustomerFile.read(file));
              } catch (IllegalArgumentException wrong) {
                throw refused(settings, FILE, wrong.getMessage(), "correct the file");
              }
            });
  }

  /** Tries the query: one that can never work stops the start, a database that is away does not. */
  public static void tryOut(Settings settings, LookupTable<Customer> customers) {
    try {
      customers.tryOut("sluice-tries-the-query");
    } catch (SQLException e) {
      if (SqlFault.of(e) == SqlFault.NEEDS_A_HUMAN) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        throw refused(settings, QUERY, "does not work: " + said, "correct it, or the rights");
      }
      LOG.warn("The database of customers does not answer; they are unknown until it does", e);
    } catch (Exception e) {
      throw new IllegalStateException("Cannot try lookup.customers.query", e);
    }
  }

  private static LookupTable<Customer> inDatabase(
      Settings settings, JdbcConfig results, String query) {
    LookupConfig config =
        new LookupConfig(
            settings.get(TTL),
            settings.get(CACHE_SIZE),
            settings.get(TIMEOUT),
            settings.get(CONNECTIONS));
    try {
      return LookupTable.inDatabase(
          TABLE, database(settings, results), query, CustomersConfig::customer, config);
    } catch (IllegalArgumentException wrong) {
      throw refused(
          settings, QUERY, wrong.getMessage(), "write one, e.g. " + QUERY.example().orElse(""));
    }
  }

  private static JdbcConfig database(Settings settings, JdbcConfig results) {
    boolean sameUser = settings.get(USER).isEmpty();
    return new JdbcConfig(
        settings.get(URL).orElse(results.url()),
        settings.get(USER).orElse(results.user()),
        sameUser ? results.password() : settings.get(PASSWORD),
        false,
        results.connectTimeout(),
        results.statementTimeout());
  }

  private static Customer customer(ResultSet line) throws SQLException {
    boolean tiered = line.getMetaData().getColumnCount() > 2;
    return new Customer(line.getString(2), tiered ? line.getString(3) : null);
  }

  private static SettingsException refused(
      Settings settings, Setting<?> setting, String problem, String fix) {
    return new SettingsException(List.of(settings.problem(setting, problem, fix)));
  }
}
