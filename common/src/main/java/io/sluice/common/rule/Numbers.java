package io.sluice.common.rule;

import dev.cel.common.CelErrorCode;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The operations on numbers: 64 bits, an overflow is an error. */
final class Numbers {
  private Numbers() {}

  static <T> Node<T> compare(String operator, Node<T> left, Node<T> right) {
    return switch (left.type()) {
      case WHOLE -> whole(operator, left.whole(), right.whole());
      case DECIMAL -> decimal(operator, left.decimal(), right.decimal());
      case TEXT -> Texts.compare(operator, left, right);
      default -> throw new Node.Unsupported();
    };
  }

  private static <T> Node<T> whole(
      String operator, ToLongFunction<T> first, ToLongFunction<T> second) {
    return switch (operator) {
      case "_<_" -> Node.bool(r -> first.applyAsLong(r) < second.applyAsLong(r));
      case "_<=_" -> Node.bool(r -> first.applyAsLong(r) <= second.applyAsLong(r));
      case "_>_" -> Node.bool(r -> first.applyAsLong(r) > second.applyAsLong(r));
      case "_>=_" -> Node.bool(r -> first.applyAsLong(r) >= second.applyAsLong(r));
      default -> Node.bool(r -> first.applyAsLong(r) == second.applyAsLong(r));
    };
  }

  private static <T> Node<T> decimal(
      String operator, ToDoubleFunction<T> first, ToDoubleFunction<T> second) {
    return switch (operator) {
      case "_<_" -> Node.bool(r -> first.applyAsDouble(r) < second.applyAsDouble(r));
      case "_<=_" -> Node.bool(r -> first.applyAsDouble(r) <= second.applyAsDouble(r));
      case "_>_" -> Node.bool(r -> first.applyAsDouble(r) > second.applyAsDouble(r));
      case "_>=_" -> Node.bool(r -> first.applyAsDouble(r) >= second.applyAsDouble(r));
      default -> Node.bool(r -> first.applyAsDouble(r) == second.applyAsDouble(r));
    };
  }

  static <T> Node<T> in(Node<T> left, long[] constants) {
    ToLongFunction<T> number = left.whole();
    long[] sorted = constants.clone();
    Arrays.sort(sorted);
    return Node.bool(record -> Arrays.binarySearch(sorted, number.applyAsLong(record)) >= 0);
  }

  static <T> Node<T> arithmetic(String operator, Node<T> left, Node<T> right) {
    return switch (left.type()) {
      case WHOLE -> exact(operator, left.whole(), right.whole());
      case DECIMAL -> floating(operator, left.decimal(), right.decimal());
      case TEXT -> {
        if (!operator.equals("_+_")) {
          throw new Node.Unsupported();
        }
        yield Texts.concatenate(left, right);
      }
      default -> throw new Node.Unsupported();
    };
  }

  private static <T> Node<T> exact(
      String operator, ToLongFunction<T> left, ToLongFunction<T> right) {
    LongOperation operation =
        switch (operator) {
          case "_+_" -> Math::addExact;
          case "_-_" -> Math::subtractExact;
          case "_*_" -> Math::multiplyExact;
          case "_/_" -> Numbers::divide;
          default -> Numbers::remainder;
        };
    return Node.whole(
        record -> {
          long first = left.applyAsLong(record);
          long second = right.applyAsLong(record);
          try {
            return operation.of(first, second);
          } catch (ArithmeticException overflow) {
            throw overflow();
          }
        });
  }

  /** An operation that throws an ArithmeticException where its result does not fit. */
  private interface LongOperation {
    long of(long first, long second);
  }

  private static long divide(long first, long second) {
    requireDivisor(second);
    if (first == Long.MIN_VALUE && second == -1) {
      throw overflow();
    }
    return first / second;
  }

  private static long remainder(long first, long second) {
    requireDivisor(second);
    return first % second;
  }

  private static void requireDivisor(long divisor) {
    if (divisor == 0) {
      throw new EvaluationError(CelErrorCode.DIVIDE_BY_ZERO, "/ by zero");
    }
  }

  private static EvaluationError overflow() {
    return new EvaluationError(CelErrorCode.NUMERIC_OVERFLOW, "long overflow");
  }

  private static <T> Node<T> floating(
      String operator, ToDoubleFunction<T> left, ToDoubleFunction<T> right) {
    return switch (operator) {
      case "_+_" -> Node.decimal(r -> left.applyAsDouble(r) + right.applyAsDouble(r));
      case "_-_" -> Node.decimal(r -> left.applyAsDouble(r) - right.applyAsDouble(r));
      case "_*_" -> Node.decimal(r -> left.applyAsDouble(r) * right.applyAsDouble(r));
      case "_/_" -> Node.decimal(r -> left.applyAsDouble(r) / right.applyAsDouble(r));
      default -> throw new Node.Unsupported();
    };
  }

  static <T> Node<T> negate(Node<T> operand) {
    if (operand.type() == FieldType.DECIMAL) {
      ToDoubleFunction<T> number = operand.decimal();
      return Node.decimal(record -> -number.applyAsDouble(record));
    }
    ToLongFunction<T> number = operand.whole();
    return Node.whole(
        record -> {
          long value = number.applyAsLong(record);
          if (value == Long.MIN_VALUE) {
            throw overflow();
          }
          return -value;
        });
  }

  static <T> Node<T> toText(Node<T> operand) {
    if (operand.type() == FieldType.TEXT) {
      return Node.text(operand.text());
    }
    ToLongFunction<T> number = operand.whole();
    return Node.text(record -> Long.toString(number.applyAsLong(record)));
  }

  static <T> Node<T> toWhole(Node<T> operand) {
    if (operand.type() == FieldType.WHOLE) {
      return operand;
    }
    Function<T, String> text = operand.text();
    return Node.whole(record -> parse(text.apply(record)));
  }

  private static long parse(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException wrong) {
      throw new EvaluationError(CelErrorCode.BAD_FORMAT, wrong.getMessage());
    }
  }
}
