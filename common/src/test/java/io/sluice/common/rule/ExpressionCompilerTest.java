package io.sluice.common.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionCompilerTest {
  private static final ExpressionCompiler<Call> COMPILER =
      new ExpressionCompiler<>(Call.VOCABULARY);
  private static final Call SEARCH = Call.of(503, "/search", " Mozilla/5.0 (Bot; Ünix)");
  private static final Call BARE = new Call(null, null, null, true, null, Map.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.response.status_code >= 500 && url.path.startsWith('/sea')",
        "user_agent.original.contains('Ünix')",
        "user_agent.original.lowerAscii().contains('bot;')",
        "user_agent.original.matches('Bo[tT]') && !user_agent.original.matches('^Bot')",
        "size(user_agent.original) == 23",
        "url.path in ['/a', '/search'] && http.response.status_code in [500, 503]",
        "has(url.path) && has(http.response) && has(labels.team) && !has(labels.other)",
        "labels.team == 'shop' && labels['team'] != 'x' && 'team' in labels",
        "labels.other == 'x' || url.path == '/search'",
        "(late ? 1 : 2) * http.response.status_code % 7 == 1006 % 7",
        "string(http.response.status_code) + url.path == '503/search'",
        "int('503') == http.response.status_code && load < 1.0",
      })
  void evaluatesTheCommonPartByItself(String source) throws ExpressionException {
    Expression<Call> expression = COMPILER.condition(source);

    assertThat(expression.fast()).isTrue();
    assertThat(expression.test(SEARCH)).isTrue();
    assertThat(COMPILER.reference(source, FieldType.BOOLEAN).test(SEARCH)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['/a', '/sea'].exists(prefix, url.path.startsWith(prefix))",
        "url.path.split('/')[1] == 'search'",
        "url.path.replace('/', '') == 'search'",
        "labels.size() == 1",
        "url.path.matches('^/' + labels.team + '|search')",
      })
  void leavesTheRestToTheRuntimeOfCel(String source) throws ExpressionException {
    Expression<Call> expression = COMPILER.condition(source);

    assertThat(expression.fast()).isFalse();
    assertThat(expression.test(SEARCH)).isTrue();
  }

  @Test
  void aMissingFieldIsEmptyAndHasTells() throws ExpressionException {
    assertThat(
            COMPILER
                .condition(
                    "!has(url.path) && url.path == '' && !has(http.response.status_code)"
                        + " && http.response.status_code == 0 && user_agent.original == ''"
                        + " && user_agent.original.size() == 0 && load == 0.0")
                .test(BARE))
        .isTrue();
  }

  @Test
  void valuesOfEveryType() throws ExpressionException {
    assertThat(COMPILER.compile("url.path + '?'", FieldType.TEXT).value(SEARCH))
        .isEqualTo("/search?");
    assertThat(COMPILER.compile("-http.response.status_code", FieldType.WHOLE).value(SEARCH))
        .isEqualTo(-503L);
    assertThat(COMPILER.compile("load * 2.0", FieldType.DECIMAL).value(SEARCH)).isEqualTo(1.0);
    assertThat(COMPILER.compile("labels", FieldType.TEXTS).value(SEARCH))
        .isEqualTo(Map.of("team", "shop"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          labels.other == 'x'                                   | ATTRIBUTE_NOT_FOUND
          1 / (http.response.status_code - 503) == 1            | DIVIDE_BY_ZERO
          http.response.status_code + 9223372036854775807 > 0   | NUMERIC_OVERFLOW
          int(url.path) == 1                                    | BAD_FORMAT
          """)
  void errorsAreThoseOfCel(String source, String code) throws ExpressionException {
    for (Expression<Call> expression :
        new Expression[] {
          COMPILER.condition(source), COMPILER.reference(source, FieldType.BOOLEAN)
        }) {
      EvaluationError error =
          catchThrowableOfType(EvaluationError.class, () -> expression.test(SEARCH));
      assertThat(error.code()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          url.path ==                        | 1:12 | mismatched input
          http.response.status == 200        | 1:14 | undefined field 'status'
          http.response.status_code == 'a'   | 1:27 | found no matching overload
          uri.path == 'a'                    | 1:1  | undeclared reference to 'uri'
          url.path                           | 1:1  | gives string where bool is wanted
          url.path.matches('(a')             | 1:1  | missing closing )
          url.path.matches('(?=a)b')         | 1:1  | look-around and back-references
          url.path.matches('(a)\\\\1')       | 1:1  | look-around and back-references
          """)
  void refusesWithThePlace(String source, String place, String message) {
    ExpressionException wrong =
        catchThrowableOfType(ExpressionException.class, () -> COMPILER.condition(source));

    assertThat(wrong.line() + ":" + wrong.column()).isEqualTo(place);
    assertThat(wrong).hasMessageContaining(message);
  }

  @Test
  void fieldsCannotBeDeclaredTwiceNorHoldFields() {
    Field<Call> path = Field.text("url.path", Call::path);
    assertThatThrownBy(() -> Vocabulary.of(List.of(path, path)))
        .hasMessage("The field url.path is declared twice");
    assertThatThrownBy(() -> Vocabulary.of(List.of(path, Field.text("url", Call::path))))
        .hasMessage("url cannot be a field and hold fields");
  }
}
