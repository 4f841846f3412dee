package io.sluice.loganalytics.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A field of a request before and after a rule; null where it was not, or is no more, there.
 *
 * @param field its name in ECS
 */
public record FieldChange(String field, String before, String after) {
  static List<FieldChange> between(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<FieldChange> changes = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        changes.add(new FieldChange(name, before.get(name), after.get(name)));
      }
    }
    return changes;
  }
}
