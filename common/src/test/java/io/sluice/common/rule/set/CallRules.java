package io.sluice.common.rule.set;

import io.sluice.common.rule.Expression;
import io.sluice.common.rule.ExpressionCompiler;
import io.sluice.common.rule.Field;
import io.sluice.common.rule.FieldType;
import io.sluice.common.rule.Vocabulary;
import java.util.List;

/** Rules over texts: an id and a condition. */
final class CallRules implements RuleFormat<Expression<String>> {
  private static final long serialVersionUID = 1L;

  static RuleSetReader<Expression<String>> reader() {
    return new RuleSetReader<>(new CallRules());
  }

  static String document(long version, String when) {
    return "{id: calls, version: " + version + ", rules: [{id: only, when: \"" + when + "\"}]}";
  }

  static RuleSetText text(long version, String when) {
    return new RuleSetText(document(version, when), "rules-0-" + version, 1000 * version);
  }

  @Override
  public Expression<String> read(String id, Section rule) throws RuleSetException {
    Vocabulary<String> vocabulary =
        Vocabulary.of(List.of(Field.<String>text("call", text -> text)));
    return rule.expression("when", new ExpressionCompiler<>(vocabulary), FieldType.BOOLEAN);
  }
}
