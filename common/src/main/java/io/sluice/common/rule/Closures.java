package io.sluice.common.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Turns a checked expression into closures over the accessors of a vocabulary, with CEL's meaning
 * to the error: what is evaluated, in which order, and what an error on one side of {@code &&} and
 * {@code ||} does. It knows the common part of the language and gives up on the rest; a property
 * test compares it with CEL's own runtime.
 *
 * @param <T> the records
 */
final class Closures<T> {
  private final Vocabulary<T> vocabulary;

  private Closures(Vocabulary<T> vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * @return the expression as a closure, or null where only CEL's own runtime can evaluate it
   */
  static <T> Node<T> compile(Vocabulary<T> vocabulary, CelAbstractSyntaxTree tree)
      throws ExpressionException {
    try {
      return new Closures<>(vocabulary).node(tree.getExpr());
    } catch (Node.Unsupported other) {
      return null;
    }
  }

  private Node<T> node(CelExpr expression) throws ExpressionException {
    return switch (expression.getKind()) {
      case CONSTANT -> constant(expression.constant());
      case IDENT -> Node.field(field(expression.ident().name()));
      case SELECT -> select(expression.select());
      case CALL -> call(expression.call());
      default -> throw new Node.Unsupported();
    };
  }

  private Node<T> constant(CelConstant constant) {
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> Node.constant(constant.booleanValue());
      case INT64_VALUE -> Node.constant(constant.int64Value());
      case DOUBLE_VALUE -> Node.constant(constant.doubleValue());
      case STRING_VALUE -> Node.constant(constant.stringValue());
      default -> throw new Node.Unsupported();
    };
  }

  private Field<T> field(String name) {
    return vocabulary.field(name).orElseThrow(Node.Unsupported::new);
  }

  private Node<T> select(CelExpr.CelSelect select) throws ExpressionException {
    String path = path(select.operand());
    boolean fromGroup = path != null && vocabulary.field(path).isEmpty();
    if (fromGroup) {
      String name = path + '.' + select.field();
      if (!select.testOnly()) {
        return Node.field(field(name));
      }
      return vocabulary.field(name).isPresent()
          ? Node.bool(vocabulary.field(name).orElseThrow()::isIn)
          : Node.constant(true);
    }
    Function<T, Map<String, String>> texts = node(select.operand()).texts();
    String key = select.field();
    return select.testOnly()
        ? Node.bool(record -> texts.apply(record).containsKey(key))
        : Node.text(record -> entry(texts.apply(record), key));
  }

  private static String entry(Map<String, String> texts, String key) {
    String value = texts.get(key);
    if (value == null) {
      throw new EvaluationError(
          CelErrorCode.ATTRIBUTE_NOT_FOUND, "key '" + key + "' is not present in map.");
    }
    return value;
  }

  /** The dotted name of nested selections from a variable, or null. */
  private static String path(CelExpr expression) {
    Deque<String> names = new ArrayDeque<>();
    CelExpr at = expression;
    while (at.getKind() == CelExpr.ExprKind.Kind.SELECT && !at.select().testOnly()) {
      names.push(at.select().field());
      at = at.select().operand();
    }
    if (at.getKind() != CelExpr.ExprKind.Kind.IDENT) {
      return null;
    }
    names.push(at.ident().name());
    return String.join(".", names);
  }

  private Node<T> call(CelExpr.CelCall call) throws ExpressionException {
    List<CelExpr> all = new ArrayList<>(call.args());
    call.target().ifPresent(target -> all.add(0, target));
    return switch (call.function()) {
      case "_&&_" -> Node.bool(Logic.and(node(all.get(0)).bool(), node(all.get(1)).bool()));
      case "_||_" -> Node.bool(Logic.or(node(all.get(0)).bool(), node(all.get(1)).bool()));
      case "!_" -> Node.bool(node(all.get(0)).bool().negate());
      case "_?_:_" -> conditional(node(all.get(0)).bool(), node(all.get(1)), node(all.get(2)));
      case "_==_" -> equal(node(all.get(0)), node(all.get(1)));
      case "_!=_" -> Node.bool(equal(node(all.get(0)), node(all.get(1))).bool().negate());
      case "@in" -> in(all.get(0), all.get(1));
      case "_[_]" -> index(node(all.get(0)), node(all.get(1)));
      default -> strict(call.function(), all);
    };
  }

  /** Functions whose arguments are all evaluated before they are. */
  private Node<T> strict(String function, List<CelExpr> arguments) throws ExpressionException {
    Node<T> first = node(arguments.get(0));
    Node<T> second = arguments.size() > 1 ? node(arguments.get(1)) : null;
    if (arguments.size() > 2) {
      throw new Node.Unsupported();
    }
    return switch (function) {
      case "_<_", "_<=_", "_>_", "_>=_" -> Numbers.compare(function, first, second);
      case "_+_", "_-_", "_*_", "_/_", "_%_" -> Numbers.arithmetic(function, first, second);
      case "-_" -> Numbers.negate(first);
      case "startsWith" -> Texts.relate(Texts.Relation.STARTS_WITH, first, second);
      case "endsWith" -> Texts.relate(Texts.Relation.ENDS_WITH, first, second);
      case "contains" -> Texts.relate(Texts.Relation.CONTAINS, first, second);
      case "matches" -> matches(first, second);
      case "size" -> Texts.size(first);
      case "lowerAscii" -> first.lower(Literal::lower);
      case "string" -> Numbers.toText(first);
      case "int" -> Numbers.toWhole(first);
      default -> throw new Node.Unsupported();
    };
  }

  private Node<T> conditional(Predicate<T> condition, Node<T> yes, Node<T> no) {
    return switch (yes.type()) {
      case BOOLEAN -> {
        Predicate<T> first = yes.bool();
        Predicate<T> second = no.bool();
        yield Node.bool(r -> condition.test(r) ? first.test(r) : second.test(r));
      }
      case WHOLE -> {
        var first = yes.whole();
        var second = no.whole();
        yield Node.whole(r -> condition.test(r) ? first.applyAsLong(r) : second.applyAsLong(r));
      }
      case TEXT -> {
        var first = yes.text();
        var second = no.text();
        yield Node.text(r -> condition.test(r) ? first.apply(r) : second.apply(r));
      }
      default -> throw new Node.Unsupported();
    };
  }

  private Node<T> equal(Node<T> left, Node<T> right) {
    if (left.type() != right.type()) {
      throw new Node.Unsupported();
    }
    return switch (left.type()) {
      case TEXT -> Texts.relate(Texts.Relation.EQUALS, left, right);
      case WHOLE, DECIMAL -> Numbers.compare("_==_", left, right);
      case BOOLEAN -> {
        Predicate<T> first = left.bool();
        Predicate<T> second = right.bool();
        yield Node.bool(record -> first.test(record) == second.test(record));
      }
      case TEXTS -> throw new Node.Unsupported();
    };
  }

  private Node<T> in(CelExpr wanted, CelExpr container) throws ExpressionException {
    if (container.getKind() != CelExpr.ExprKind.Kind.LIST) {
      Function<T, String> key = node(wanted).text();
      Function<T, Map<String, String>> texts = node(container).texts();
      return Node.bool(
          record -> {
            String text = key.apply(record);
            return texts.apply(record).containsKey(text);
          });
    }
    List<Object> constants = new ArrayList<>();
    for (CelExpr element : container.list().elements()) {
      Object constant = node(element).constant;
      if (constant == null || !container.list().optionalIndices().isEmpty()) {
        throw new Node.Unsupported();
      }
      constants.add(constant);
    }
    Node<T> left = node(wanted);
    return switch (left.type()) {
      case TEXT -> Texts.in(left, constants.stream().map(this::text).toList());
      case WHOLE -> Numbers.in(left, constants.stream().mapToLong(this::whole).toArray());
      default -> throw new Node.Unsupported();
    };
  }

  private String text(Object constant) {
    if (constant instanceof String text) {
      return text;
    }
    throw new Node.Unsupported();
  }

  private long whole(Object constant) {
    if (constant instanceof Long number) {
      return number;
    }
    throw new Node.Unsupported();
  }

  private Node<T> index(Node<T> container, Node<T> key) {
    Function<T, Map<String, String>> texts = container.texts();
    Function<T, String> name = key.text();
    return Node.text(
        record -> {
          Map<String, String> map = texts.apply(record);
          return entry(map, name.apply(record));
        });
  }

  private Node<T> matches(Node<T> text, Node<T> pattern) throws ExpressionException {
    if (!(pattern.constant instanceof String)) {
      throw new Node.Unsupported();
    }
    return Texts.matches(text, LinearPattern.of((String) pattern.constant));
  }
}
