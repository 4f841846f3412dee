package io.sluice.common.rule;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.StructType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that expressions over a kind of record may name, with their types. A name with dots is
 * read as CEL reads it, field within field: {@code http.response.status_code} is the field {@code
 * status_code} of {@code http.response}, and {@code has()} works on it.
 *
 * <p>Immutable, for any number of threads if its accessors are.
 *
 * @param <T> the records
 */
public final class Vocabulary<T> {
  private final Map<String, Field<T>> fields = new LinkedHashMap<>();
  private final FieldGroup<T> root = new FieldGroup<>("");
  private final Map<String, CelType> groupTypes = new LinkedHashMap<>();

  private Vocabulary(Collection<Field<T>> all) {
    for (Field<T> field : all) {
      if (fields.putIfAbsent(field.name(), field) != null) {
        throw new IllegalArgumentException("The field " + field.name() + " is declared twice");
      }
      root.add(field.name(), field);
    }
    root.groups().forEach(this::declare);
  }

  public static <T> Vocabulary<T> of(Collection<Field<T>> fields) {
    return new Vocabulary<>(fields);
  }

  /** The field of that full name, if it is declared. */
  public Optional<Field<T>> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  public Collection<Field<T>> fields() {
    return List.copyOf(fields.values());
  }

  /** Names and types of what stands at the outside. */
  Map<String, CelType> variables() {
    Map<String, CelType> variables = new LinkedHashMap<>();
    root.members().forEach((name, field) -> variables.put(name, field.type().cel()));
    root.groups().forEach(group -> variables.put(group.name(), groupTypes.get(group.typeName())));
    return variables;
  }

  FieldGroup<T> root() {
    return root;
  }

  CelTypeProvider types() {
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(groupTypes);
    return new CelTypeProvider() {
      @Override
      public ImmutableCollection<CelType> types() {
        return types.values();
      }

      @Override
      public Optional<CelType> findType(String name) {
        return Optional.ofNullable(types.get(name));
      }
    };
  }

  private void declare(FieldGroup<T> group) {
    group.groups().forEach(this::declare);
    Map<String, CelType> members = new LinkedHashMap<>();
    group.members().forEach((name, field) -> members.put(name, field.type().cel()));
    group.groups().forEach(inner -> members.put(inner.name(), groupTypes.get(inner.typeName())));
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(members);
    groupTypes.put(
        group.typeName(),
        StructType.create(
            group.typeName(), types.keySet(), name -> Optional.ofNullable(types.get(name))));
  }
}
