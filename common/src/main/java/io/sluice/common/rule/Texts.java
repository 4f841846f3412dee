package io.sluice.common.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The operations on texts; on the bytes of the record where one side is a constant. */
final class Texts {
  /** How a text may relate to a constant. */
  enum Relation {
    EQUALS {
      @Override
      boolean of(Literal literal, byte[] text, int from, int to, boolean lowered) {
        return literal.equal(text, from, to, lowered);
      }

      @Override
      boolean of(String text, String other) {
        return text.equals(other);
      }
    },
    STARTS_WITH {
      @Override
      boolean of(Literal literal, byte[] text, int from, int to, boolean lowered) {
        return literal.starts(text, from, to, lowered);
      }

      @Override
      boolean of(String text, String other) {
        return text.startsWith(other);
      }
    },
    ENDS_WITH {
      @Override
      boolean of(Literal literal, byte[] text, int from, int to, boolean lowered) {
        return literal.ends(text, from, to, lowered);
      }

      @Override
      boolean of(String text, String other) {
        return text.endsWith(other);
      }
    },
    CONTAINS {
      @Override
      boolean of(Literal literal, byte[] text, int from, int to, boolean lowered) {
        return literal.isIn(text, from, to, lowered);
      }

      @Override
      boolean of(String text, String other) {
        return text.contains(other);
      }
    };

    abstract boolean of(Literal literal, byte[] text, int from, int to, boolean lowered);

    abstract boolean of(String text, String other);
  }

  private Texts() {}

  static <T> Node<T> relate(Relation relation, Node<T> left, Node<T> right) {
    Literal literal = right.constant == null ? null : Literal.of((String) right.constant);
    if (left.slice != null && literal != null) {
      return Node.bool(onSlice(relation, left.slice, literal, left.lowered));
    }
    if (relation == Relation.EQUALS && left.constant != null && right.constant == null) {
      return relate(relation, right, left);
    }
    Function<T, String> text = left.text();
    Function<T, String> other = right.text();
    return Node.bool(record -> relation.of(text.apply(record), other.apply(record)));
  }

  private static <T> Predicate<T> onSlice(
      Relation relation, TextSlice<T> slice, Literal literal, boolean lowered) {
    return record -> {
      int from = slice.from(record);
      return from < 0
          ? relation.of(literal, NONE, 0, 0, lowered)
          : relation.of(literal, slice.bytes(record), from, slice.to(record), lowered);
    };
  }

  private static final byte[] NONE = {};
  private static final int MOST_COMPARED = 8;

  /** Whether the text is one of the constants. */
  static <T> Node<T> in(Node<T> left, List<String> constants) {
    List<Literal> literals = new ArrayList<>();
    constants.forEach(constant -> literals.add(Literal.of(constant)));
    if (left.slice != null && constants.size() <= MOST_COMPARED && !literals.contains(null)) {
      return Node.bool(among(left.slice, literals.toArray(new Literal[0]), left.lowered));
    }
    Set<String> set = new HashSet<>(constants);
    Function<T, String> text = left.text();
    return Node.bool(record -> set.contains(text.apply(record)));
  }

  private static <T> Predicate<T> among(TextSlice<T> slice, Literal[] literals, boolean lowered) {
    return record -> {
      int from = slice.from(record);
      byte[] bytes = from < 0 ? NONE : slice.bytes(record);
      int to = from < 0 ? 0 : slice.to(record);
      for (Literal literal : literals) {
        if (literal.equal(bytes, Math.max(0, from), to, lowered)) {
          return true;
        }
      }
      return false;
    };
  }

  static <T> Node<T> compare(String operator, Node<T> left, Node<T> right) {
    Function<T, String> first = left.text();
    Function<T, String> second = right.text();
    return switch (operator) {
      case "_<_" -> Node.bool(r -> first.apply(r).compareTo(second.apply(r)) < 0);
      case "_<=_" -> Node.bool(r -> first.apply(r).compareTo(second.apply(r)) <= 0);
      case "_>_" -> Node.bool(r -> first.apply(r).compareTo(second.apply(r)) > 0);
      default -> Node.bool(r -> first.apply(r).compareTo(second.apply(r)) >= 0);
    };
  }

  static <T> Node<T> concatenate(Node<T> left, Node<T> right) {
    Function<T, String> first = left.text();
    Function<T, String> second = right.text();
    return Node.text(record -> first.apply(record).concat(second.apply(record)));
  }

  /** In code points, as CEL counts. */
  static <T> Node<T> size(Node<T> text) {
    Function<T, String> whole = text.text();
    if (text.slice == null) {
      return Node.whole(record -> codePoints(whole.apply(record)));
    }
    TextSlice<T> slice = text.slice;
    return Node.whole(
        record -> {
          int from = slice.from(record);
          if (from < 0) {
            return 0;
          }
          int to = slice.to(record);
          return ascii(slice.bytes(record), from, to) ? to - from : codePoints(whole.apply(record));
        });
  }

  private static long codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean ascii(byte[] bytes, int from, int to) {
    int seen = 0;
    for (int at = from; at < to; at++) {
      seen |= bytes[at];
    }
    return seen >= 0;
  }

  static <T> Node<T> matches(Node<T> text, LinearPattern pattern) {
    Function<T, String> whole = text.text();
    TextSlice<T> slice = text.slice;
    if (slice == null) {
      return Node.bool(record -> pattern.find(whole.apply(record)));
    }
    boolean lowered = text.lowered;
    return Node.bool(
        record -> {
          int from = slice.from(record);
          boolean may =
              from < 0 || pattern.mayMatch(slice.bytes(record), from, slice.to(record), lowered);
          return may && pattern.find(whole.apply(record));
        });
  }
}
