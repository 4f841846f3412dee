package io.sluice.common.rule.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.common.rule.Expression;
import org.junit.jupiter.api.Test;

class RuleSetReaderTest {
  private final RuleSetReader<Expression<String>> reader = CallRules.reader();

  private String wrong(String document) {
    return catchThrowableOfType(RuleSetException.class, () -> reader.read(document)).getMessage();
  }

  @Test
  void readsYamlAndJson() throws RuleSetException {
    RuleSet<Expression<String>> yaml =
        reader.read(
            """
            id: calls
            version: 7
            description: for people
            rules:
              - id: first
                description: for people
                when: call == "a"
              - {id: second, when: 'call.startsWith("b")'}
            """);
    RuleSet<Expression<String>> json =
        reader.read(
            "{\"id\":\"calls\",\"version\":7,\n\t\"rules\":[{\"id\":\"x\",\"when\":\"true\"}]}");

    assertThat(yaml.id()).isEqualTo("calls");
    assertThat(yaml.version()).isEqualTo(7);
    assertThat(yaml.rules()).extracting(rule -> rule.test("bc")).containsExactly(false, true);
    assertThat(json.rules()).hasSize(1);
  }

  @Test
  void tellsEveryMistakeWithItsPlace() {
    String message =
        wrong(
            """
            id: calls
            version: 1
            rules:
              - id: typed
                when: call == 1
              - id: unknown-field
                when: caller == "a"
              - id: half
                when: "call =="
              - id: block
                when: |
                  call == "a" ||
                  call = "b"
              - id: typed
                when: "true"
              - id: odd
                wenn: "true"
                when: "true"
              - when: "true"
            """);

    assertThat(message.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("line 5, column 16: rule 'typed': when: found no"),
            line -> assertThat(line).startsWith("line 7, column 11: rule 'unknown-field': when: u"),
            line -> assertThat(line).startsWith("line 9, column 19: rule 'half': when: mismatched"),
            line -> assertThat(line).startsWith("line 13, column 6: rule 'block': when: token"),
            line ->
                assertThat(line)
                    .isEqualTo("line 14, column 9: rule 'typed': id: two rules have it"),
            line ->
                assertThat(line)
                    .startsWith("line 17, column 11: rule 'odd': wenn: there is no such field")
                    .endsWith("known are description, id, when"),
            line -> assertThat(line).isEqualTo("line 19, column 5: 'id' is missing"));
  }

  @Test
  void refusesWhatIsNoSet() {
    assertThat(wrong("")).isEqualTo("line 1, column 1: the document is empty");
    assertThat(wrong("- a")).contains("line 1, column 1: expected fields");
    assertThat(wrong("id: [")).startsWith("line 1, column 6");
    assertThat(wrong("{\"id\": \"a\", \"version\": 1, \"rules\": [")).startsWith("line 1, column");
    assertThat(wrong("id: a\nversion: x\nrules: []"))
        .isEqualTo("line 2, column 10: version: expected a whole number, found 'x'");
    assertThat(wrong("id: a\nversion: 0\nrules: []")).contains("the first version is 1");
    assertThat(wrong("id: a b\nversion: 1\nrules: []")).contains("id: letters, digits");
    assertThat(wrong("id: a\nid: b\nversion: 1")).contains("'id' stands here twice");
    assertThat(wrong("id: a\nversion: 1")).contains("'rules' is missing");
    assertThat(wrong("id: a\nversion: 1\nrules: {}")).contains("rules: expected a list");
    assertThat(wrong("id: a\nversion: 1\nrule: []\nrules: []")).contains("rule: there is no such");
    assertThat(wrong("[".repeat(5000))).contains("line 1");
    assertThat(wrong("a: &a [" + "*a,".repeat(100) + "]\nid: *a")).contains("aliases");
    assertThat(wrong("id: a\nversion: 1\nrules:\n  - just text"))
        .isEqualTo("line 4, column 5: expected fields with values, found a single value");
  }
}
