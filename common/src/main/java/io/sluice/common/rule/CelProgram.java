package io.sluice.common.rule;

import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.StructValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Optional;

/**
 * An expression in CEL's own runtime: whatever {@link Closures} does not know, and its reference in
 * tests and benchmarks.
 *
 * @param <T> the records
 */
final class CelProgram<T> implements Expression<T> {
  private final String source;
  private final FieldType type;
  private final Vocabulary<T> vocabulary;
  private final Program program;

  CelProgram(String source, FieldType type, Vocabulary<T> vocabulary, Program program) {
    this.source = source;
    this.type = type;
    this.vocabulary = vocabulary;
    this.program = program;
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public FieldType type() {
    return type;
  }

  @Override
  public boolean fast() {
    return false;
  }

  @Override
  public boolean test(T record) {
    return (Boolean) value(record);
  }

  @Override
  public Object value(T record) {
    Members<T> root = new Members<>(vocabulary.root(), record);
    try {
      return program.eval(root::find);
    } catch (CelEvaluationException error) {
      throw new EvaluationError(error.getErrorCode(), error.getMessage());
    }
  }

  /** The fields of a record below a common name, read when they are asked for. */
  @SuppressWarnings("Immutable") // lives for one evaluation, in which nobody changes the record
  private static final class Members<T> extends StructValue<String, Object> {
    private final FieldGroup<T> group;
    private final T record;

    Members(FieldGroup<T> group, T record) {
      this.group = group;
      this.record = record;
    }

    @Override
    public Object select(String name) {
      Field<T> field = group.members().get(name);
      return field != null ? field.valueOf(record) : new Members<>(group.group(name), record);
    }

    @Override
    public Optional<Object> find(String name) {
      Field<T> field = group.members().get(name);
      if (field != null && !field.isIn(record) && !group.name().isEmpty()) {
        return Optional.empty();
      }
      return field == null && group.group(name) == null
          ? Optional.empty()
          : Optional.of(select(name));
    }

    @Override
    public Object value() {
      return this;
    }

    @Override
    public boolean isZeroValue() {
      return false;
    }

    @Override
    public CelType celType() {
      return StructTypeReference.create(group.typeName());
    }
  }
}
