package io.sluice.common.rule;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What lies below a common beginning of names: {@code http.response} holds {@code status_code}.
 *
 * @param <T> the records
 */
final class FieldGroup<T> {
  private final String path;
  private final Map<String, Field<T>> members = new LinkedHashMap<>();
  private final Map<String, FieldGroup<T>> groups = new LinkedHashMap<>();

  FieldGroup(String path) {
    this.path = path;
  }

  void add(String rest, Field<T> field) {
    int dot = rest.indexOf('.');
    if (dot < 0) {
      members.put(rest, field);
    } else {
      String head = rest.substring(0, dot);
      groups
          .computeIfAbsent(
              head, name -> new FieldGroup<>(path.isEmpty() ? name : path + '.' + name))
          .add(rest.substring(dot + 1), field);
    }
    for (String name : members.keySet()) {
      if (groups.containsKey(name)) {
        throw new IllegalArgumentException(name + " cannot be a field and hold fields");
      }
    }
  }

  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Without dots: the checker would take a type with the name of a field for the field. */
  String typeName() {
    return "fields_of_" + path.replace('.', '_');
  }

  Map<String, Field<T>> members() {
    return members;
  }

  Collection<FieldGroup<T>> groups() {
    return groups.values();
  }

  FieldGroup<T> group(String name) {
    return groups.get(name);
  }
}
