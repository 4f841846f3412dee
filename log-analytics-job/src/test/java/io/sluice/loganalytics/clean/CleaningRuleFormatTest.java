package io.sluice.loganalytics.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.common.rule.set.RuleSetException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and what is said about it. */
class CleaningRuleFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          enabled: true                                     | one action of drop, keep, set, rename, mask, truncate, extract, query; this one has none
          drop: true, keep: true                            | this one has drop and keep
          drop: false                                       | drop: write drop: true
          keep: true                                        | 'keep' needs a 'when'
          drop: true, when: url.path                        | when: gives string where bool is wanted
          drop: true, onError: stop                         | onError: expected one of keep, drop, reject, found 'stop'
          drop: true, enabled: yes                          | enabled: expected true or false
          set: {url.path: 1}                                | url.path: gives int where string is wanted
          set: {source.ip: "'x'"}                           | source.ip: 'source.ip' cannot be written
          set: {}                                           | names no field
          set: {labels.a b: "'x'"}                          | 'labels.a b' cannot be written
          rename: {http.response.status_code: labels.a}     | 'http.response.status_code' is no text
          rename: {user.name: http.response.status_code}    | 'http.response.status_code' takes a number
          mask: {field: source.ip}                          | an address is cut by truncate
          mask: {field: url.query, pattern: "(a"}           | pattern: error parsing regexp: missing closing )
          mask: {field: url.query, pattern: "(?=a)"}        | look-around and back-references need backtracking
          mask: {field: url.query, wiht: x}                 | wiht: there is no such field here; known are field, pattern, with
          truncate: {field: url.path}                       | only source.ip can be truncated
          truncate: {field: source.ip, ipv4: 33}            | a prefix length from 0 to 32, not 33
          extract: {field: url.path, pattern: "a(b)"}       | names no group
          extract: {field: url.path, pattern: "(?P<a>b)", into: {b: labels.b}} | b: there is no such field
          query: {parameters: {a: labels.a, "": labels.b}}  | a parameter has a name
          query: {parameters: [a-b]}                        | 'labels.a-b' cannot be written
          """)
  void refuses(String rule, String message) {
    String document = "{id: cleaning, version: 1, rules: [{id: bad, " + rule + "}]}";

    RuleSetException wrong =
        catchThrowableOfType(RuleSetException.class, () -> CleanConfig.reader().read(document));

    assertThat(wrong).hasMessageContaining(message).hasMessageContaining("rule 'bad': ");
    assertThat(wrong.problems().get(0).line()).isEqualTo(1);
    assertThat(wrong.problems().get(0).column()).isGreaterThan(30);
  }
}
