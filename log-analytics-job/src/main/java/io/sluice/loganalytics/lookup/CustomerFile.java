package io.sluice.loganalytics.lookup;

import io.sluice.common.dictionary.CsvLine;
import io.sluice.loganalytics.event.Customer;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Customers by key from a file, for a replay or a deployment without a database of them.
 *
 * <pre>
 * key,name,tier                  |  k-1: {name: Acme, tier: gold}
 * k-1,Acme,gold                  |  k-2: Bolt
 * </pre>
 *
 * CSV has a header with {@code key} and {@code name}, in any order; {@code tier} may be missing.
 * YAML maps a key to a name, or to name and tier.
 */
public final class CustomerFile {
  private static final int MOST_ROWS = 200_000;

  private final Path file;
  private final Map<String, Customer> customers = new HashMap<>();

  private CustomerFile(Path file) {
    this.file = file;
  }

  /** Throws IllegalArgumentException that names in one line the file, the place and the problem. */
  public static Map<String, Customer> read(Path file) {
    CustomerFile reading = new CustomerFile(file);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    try {
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        reading.yaml();
      } else {
        reading.csv();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read as UTF-8 text", e);
    }
    return reading.customers;
  }

  private void csv() throws IOException {
    List<String> lines = Files.readAllLines(file);
    CsvLine csv = new CsvLine(',');
    List<String> header = lines.isEmpty() ? List.of() : csv.split(withoutMark(lines.get(0)));
    int key = header.indexOf("key");
    int name = header.indexOf("name");
    int tier = header.indexOf("tier");
    if (key < 0 || name < 0) {
      throw wrong(1, "the header names no columns key and name");
    }
    for (int number = 2; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (!line.isBlank()) {
        List<String> cells = csv.split(line);
        if (cells == null || cells.size() <= Math.max(key, name)) {
          throw wrong(number, "the line is cut short or a quote is not closed");
        }
        String tierName = tier >= 0 && tier < cells.size() ? cells.get(tier) : null;
        add(
            number,
            cells.get(key),
            new Customer(emptyToNull(cells.get(name)), emptyToNull(tierName)));
      }
    }
  }

  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private void yaml() throws IOException {
    Object root;
    try (Reader reader = Files.newBufferedReader(file)) {
      root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(file + " is not YAML: check its syntax", e);
    }
    if (!(root instanceof Map<?, ?> rows)) {
      throw new IllegalArgumentException(
          file + ": write lines such as k-1: {name: Acme, tier: gold}");
    }
    rows.forEach((key, row) -> add(customers.size() + 1, String.valueOf(key), customer(key, row)));
  }

  private Customer customer(Object key, Object row) {
    if (row instanceof String name) {
      return new Customer(name, null);
    }
    if (row instanceof Map<?, ?> fields && fields.get("name") != null) {
      Object tier = fields.get("tier");
      return new Customer(fields.get("name").toString(), tier == null ? null : tier.toString());
    }
    throw new IllegalArgumentException(
        file + ": the key " + key + " has no name: write " + key + ": {name: Acme, tier: gold}");
  }

  private void add(int number, String key, Customer customer) {
    if (key.isBlank()) {
      throw wrong(number, "the key is empty");
    }
    if (customers.size() >= MOST_ROWS) {
      throw wrong(number, "more than " + MOST_ROWS + " customers: look them up in a database");
    }
    Customer before = customers.putIfAbsent(key, customer);
    if (before != null && !before.equals(customer)) {
      throw wrong(number, "the key " + key + " has two customers");
    }
  }

  private static String emptyToNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private IllegalArgumentException wrong(int line, String problem) {
    return new IllegalArgumentException(file + " line " + line + ": " + problem);
  }
}
