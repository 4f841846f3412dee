package io.sluice.common.dictionary.describe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Parts records of several shapes: by a text field that all have and whose few values go with
 * different sets of fields ({@code type}), or else by which fields they have, where two sets count
 * as one shape if they share at least half of their fields.
 */
final class Shapes {

  /**
   * Records of one shape.
   *
   * @param kindPath the field that tells the shape, null where its fields do
   * @param exists a path that only this shape has, null for none
   */
  record Shape(
      String name,
      List<Map<String, Object>> records,
      String kindPath,
      String kind,
      String exists) {}

  private Shapes() {}

  static List<Shape> of(List<Map<String, Object>> records) {
    String kindPath = kindPath(records);
    return kindPath == null ? byFields(records) : byKind(records, kindPath);
  }

  private static String kindPath(List<Map<String, Object>> records) {
    Set<String> everywhere = new LinkedHashSet<>(records.get(0).keySet());
    records.forEach(record -> everywhere.retainAll(record.keySet()));
    for (String path : everywhere) {
      ValueProfile profile = new ValueProfile();
      records.forEach(record -> profile.add(record.get(path)));
      if (profile.namesKinds() && !path.contains(".") && partsFields(records, path)) {
        return path;
      }
    }
    return null;
  }

  /** Whether records of one kind have much the same fields, and each two kinds different ones. */
  private static boolean partsFields(List<Map<String, Object>> records, String path) {
    Map<String, Set<String>> fields = new TreeMap<>();
    for (Map<String, Object> record : records) {
      fields
          .computeIfAbsent(record.get(path).toString(), kind -> new HashSet<>())
          .addAll(record.keySet());
    }
    List<Set<String>> sets = List.copyOf(fields.values());
    for (int i = 0; i < sets.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (sets.get(i).equals(sets.get(j))) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<Shape> byKind(List<Map<String, Object>> records, String path) {
    Map<String, List<Map<String, Object>>> kinds = new LinkedHashMap<>();
    for (Map<String, Object> record : records) {
      kinds.computeIfAbsent(record.get(path).toString(), kind -> new ArrayList<>()).add(record);
    }
    List<Shape> shapes = new ArrayList<>();
    kinds.forEach((kind, of) -> shapes.add(new Shape(kind, of, path, kind, null)));
    return shapes;
  }

  private static List<Shape> byFields(List<Map<String, Object>> records) {
    List<Set<String>> unions = new ArrayList<>();
    List<List<Map<String, Object>>> groups = new ArrayList<>();
    for (Map<String, Object> record : records) {
      int group = nearest(unions, record.keySet());
      if (group < 0) {
        group = unions.size();
        unions.add(new LinkedHashSet<>());
        groups.add(new ArrayList<>());
      }
      unions.get(group).addAll(record.keySet());
      groups.get(group).add(record);
    }
    return named(unions, groups);
  }

  private static int nearest(List<Set<String>> unions, Set<String> fields) {
    for (int group = 0; group < unions.size(); group++) {
      Set<String> shared = new HashSet<>(fields);
      shared.retainAll(unions.get(group));
      int smaller = Math.min(fields.size(), unions.get(group).size());
      if (shared.size() * 2 > smaller) {
        return group;
      }
    }
    return -1;
  }

  private static List<Shape> named(
      List<Set<String>> unions, List<List<Map<String, Object>>> groups) {
    if (groups.size() == 1) {
      return List.of(new Shape("records", groups.get(0), null, null, null));
    }
    List<Shape> told = new ArrayList<>();
    List<Shape> rest = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      String own = ownField(unions, groups.get(group), group);
      String name = own == null ? "others" : "with-" + own.replaceAll("[^A-Za-z0-9]+", "-");
      (own == null ? rest : told).add(new Shape(name, groups.get(group), null, null, own));
    }
    if (!rest.isEmpty()) {
      List<Map<String, Object>> records = new ArrayList<>();
      rest.forEach(shape -> records.addAll(shape.records));
      told.add(new Shape("others", records, null, null, null));
    }
    return told;
  }

  /** A field that all records of this group have and none of another. */
  private static String ownField(
      List<Set<String>> unions, List<Map<String, Object>> group, int index) {
    Set<String> own = new LinkedHashSet<>(group.get(0).keySet());
    group.forEach(record -> own.retainAll(record.keySet()));
    for (int other = 0; other < unions.size(); other++) {
      if (other != index) {
        own.removeAll(unions.get(other));
      }
    }
    return own.isEmpty() ? null : own.iterator().next();
  }
}
