package io.sluice.playground.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The user agents of {@code simulate/agents.txt}, versions filled in. */
final class AgentCatalogue {
  private static final Set<String> VERSIONS = Set.of("chrome", "firefox");
  private static final Set<String> PEOPLE =
      Set.of("desktop", "phone", "tablet", "tv", "app", "unknown");

  /**
   * @param kind the first column
   * @param weight share within its kind
   * @param text what the User-Agent header says
   * @param networks where it comes from, empty for anywhere
   */
  record UserAgent(String kind, double weight, byte[] text, List<String> networks) {}

  private final Map<String, Weighted<UserAgent>> byKind = new HashMap<>();
  private final Weighted<UserAgent> people;

  AgentCatalogue() {
    Map<String, Map<String, Double>> versions = new HashMap<>();
    Map<String, List<UserAgent>> agents = new HashMap<>();
    for (List<String> row : Resource.table("agents.txt", 4)) {
      String kind = row.get(0);
      if (VERSIONS.contains(kind)) {
        versions.put(kind, versionShares(row.get(1)));
      } else {
        agents.computeIfAbsent(kind, k -> new ArrayList<>()).addAll(expand(row, versions));
      }
    }
    agents.forEach((kind, list) -> byKind.put(kind, new Weighted<>(list, UserAgent::weight)));
    List<UserAgent> everybody =
        PEOPLE.stream()
            .sorted()
            .flatMap(kind -> agents.getOrDefault(kind, List.of()).stream())
            .toList();
    people = new Weighted<>(everybody, UserAgent::weight);
  }

  Weighted<UserAgent> people() {
    return people;
  }

  Weighted<UserAgent> ofKind(String kind) {
    return byKind.get(kind);
  }

  private static Map<String, Double> versionShares(String text) {
    Map<String, Double> shares = new TreeMap<>();
    for (String part : Resource.split(text)) {
      int equals = part.indexOf('=');
      shares.put(part.substring(0, equals), Double.valueOf(part.substring(equals + 1)));
    }
    return shares;
  }

  private static List<UserAgent> expand(
      List<String> row, Map<String, Map<String, Double>> versions) {
    double weight = Double.parseDouble(row.get(1));
    List<String> networks = Resource.split(row.get(3));
    for (Map.Entry<String, Map<String, Double>> product : versions.entrySet()) {
      String mark = '{' + product.getKey() + '}';
      if (row.get(2).contains(mark)) {
        double sum = product.getValue().values().stream().mapToDouble(v -> v).sum();
        return product.getValue().entrySet().stream()
            .map(
                version ->
                    new UserAgent(
                        row.get(0),
                        weight * version.getValue() / sum,
                        Exchange.ascii(row.get(2).replace(mark, version.getKey())),
                        networks))
            .toList();
      }
    }
    return List.of(new UserAgent(row.get(0), weight, Exchange.ascii(row.get(2)), networks));
  }
}
