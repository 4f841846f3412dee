package io.sluice.common.rule;

import java.util.function.Function;
import java.util.function.Predicate;

/** An expression as a closure. */
final class CompiledExpression<T> implements Expression<T> {
  private final String source;
  private final FieldType type;
  private final Predicate<T> test;
  private final Function<T, ?> value;

  CompiledExpression(String source, FieldType type, Node<T> node) {
    this.source = source;
    this.type = type;
    this.test = type == FieldType.BOOLEAN ? node.bool() : null;
    this.value = boxed(node);
  }

  private static <T> Function<T, ?> boxed(Node<T> node) {
    return switch (node.type()) {
      case BOOLEAN -> node.bool()::test;
      case WHOLE -> node.whole()::applyAsLong;
      case DECIMAL -> node.decimal()::applyAsDouble;
      case TEXT -> node.text();
      case TEXTS -> node.texts();
    };
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
    return true;
  }

  @Override
  public boolean test(T record) {
    return test.test(record);
  }

  @Override
  public Object value(T record) {
    return value.apply(record);
  }
}
