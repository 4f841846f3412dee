package io.sluice.common.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dictionary file may say, and how it is told what is wrong with it. */
class DictionaryTest {
  @TempDir private Path folder;

  @Test
  void readsSharedFieldsOnce() throws IOException {
    Source source =
        load("""
                sources:
                  - name: telemetry
                    topic: engine-telemetry
                    fields:
                      vehicleId: {}
                      coolantTempC: {unit: °C, range: [-40, 215]}
                    structures:
                      - name: nested
                        recognisedBy: {exists: engine}
                        fields:
                          vehicleId: {path: vehicle.id, required: true}
                          coolantTempC: {path: engine.ect, unitFrom: °F}
                      - name: flat
                """)
            .source("engine-telemetry")
            .orElseThrow();

    assertThat(source.name()).isEqualTo("telemetry");
    assertThat(source.fields())
        .extracting(Field::name)
        .containsExactly("vehicleId", "coolantTempC");
    assertThat(source.fields().get(0).type()).isEqualTo(FieldType.TEXT);
    assertThat(source.fields().get(1).type()).isEqualTo(FieldType.NUMBER);
    assertThat(source.structures()).extracting(Structure::name).containsExactly("nested", "flat");
    assertThat(source.structures().get(1).mappings()).hasSize(2);
    assertThat(source.indexOf("coolantTempC")).isEqualTo(1);
    assertThat(source.indexOf("rpm")).isEqualTo(-1);
  }

  @Test
  void namesFileLineSourceFieldAndFix() {
    assertRefused(
        """
        sources:
          - name: telemetry
            structures:
              - name: flat
                fields:
                  rpm: {unit: rpm, range: [16383, 0]}
        """,
        "sources.yaml line 6: source telemetry, structure flat, field rpm:"
            + " range [16383, 0] is reversed: write range: [0, 16383]");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThat(
            problems(
                """
                sources:
                  - name: t
                    structurs: []
                    structures:
                      - name: flat
                        fields:
                          a: {type: float}
                          b: {unit: furlong}
                          c: {type: text, unit: V}
                          d: {unit: °C, unitFrom: km/h}
                          e: {range: [1]}
                          f: {required: maybe}
                """))
        .hasSize(7)
        .anySatisfy(line -> assertThat(line).contains("structurs is no key here"))
        .anySatisfy(line -> assertThat(line).contains("field a: type is float: write one of text"))
        .anySatisfy(line -> assertThat(line).contains("field b: unit is furlong"))
        .anySatisfy(line -> assertThat(line).contains("field c: is text and has a unit"))
        .anySatisfy(line -> assertThat(line).contains("field d: unitFrom km/h cannot become °C"))
        .anySatisfy(line -> assertThat(line).contains("field e: range is [1]"))
        .anySatisfy(line -> assertThat(line).contains("field f: required is maybe"));
  }

  @Test
  void refusesAFieldThatMeansTwoThings() {
    String before =
        "sources: [{name: t, structures: [{name: a, recognisedBy: {exists: a}, fields: ";
    String between = "}, {name: b, fields: ";
    assertRefused(
        before + "{x: {type: number}}" + between + "{x: {type: text}}}]}]",
        "sources.yaml line 1: source t, structure b, field x: has the type text here and number"
            + " before in the same source: make them agree");
    assertRefused(
        before + "{x: {unit: °C}}" + between + "{x: {unit: °F}}}]}]",
        "sources.yaml line 1: source t, structure b, field x: has the unit °F here and °C before in"
            + " the same source: say unitFrom where a structure has another unit");
    assertRefused(
        before + "{x: {range: [0, 1]}}" + between + "{x: {range: [0, 2]}}}]}]",
        "sources.yaml line 1: source t, structure b, field x: has the range [0.0, 2.0] here and"
            + " [0.0, 1.0] before in the same source: make them agree");
    assertRefused(
        "sources: [{name: t, structures: [{name: a, fields: {x: {type: text}, x: {type: number}}}]}]",
        "sources.yaml line 1: source t, structure a, fields: x is given twice: keep one of the two");
  }

  @Test
  void refusesStructuresThatCannotBeToldApart() {
    assertRefused(
        """
        sources:
          - name: one
            topic: shared
            structures: [{name: a, recognisedBy: {exists: rpm}, fields: [rpm]}]
          - name: other
            topic: shared
            structures: [{name: b, recognisedBy: {exists: [rpm]}, fields: [rpm]}]
        """,
        "sources.yaml line 7: source other, structure b: never applies on topic shared, where"
            + " one/a is recognised by the same: tell them apart under recognisedBy");
    assertRefused(
        """
        sources:
          - name: t
            structures:
              - {name: all, fields: [x]}
              - {name: some, recognisedBy: {equals: {type: click}}, fields: [y]}
        """,
        "sources.yaml line 5: source t, structure some: never applies on topic t, where t/all"
            + " recognises all of its records before: put the narrower one first");
    assertRefused(
        """
        sources:
          - {name: t, structures: [{name: a, fields: [x]}]}
          - {name: t, topic: u, structures: [{name: a, fields: [x]}]}
        """,
        "sources.yaml line 3: source t: stands in the file twice: name the sources apart");
  }

  @Test
  void refusesTimesThatContradictThemselves() {
    String before = "sources: [{name: t, structures: [{name: a, fields: [x], timestamp: ";
    assertThat(problems(before + "{field: t, relativeTo: '2026-01-01T00:00:00Z'}}]}]"))
        .singleElement()
        .asString()
        .contains("no unit to count in");
    assertThat(problems(before + "{field: t, unit: s, pattern: yyyy}}]}]")).hasSize(1);
    assertThat(problems(before + "{field: t, unit: s, zone: UTC}}]}]")).hasSize(1);
    assertThat(problems(before + "{unit: s}}]}]")).singleElement().asString().contains("no field");
    assertThat(problems(before + "{field: t, unit: fortnight}}]}]")).hasSize(1);
    assertThat(problems(before + "{field: t, pattern: 'yyyy-bb'}}]}]")).hasSize(1);
    assertThat(problems(before + "{field: t, zone: Mars/Olympus}}]}]")).hasSize(1);
  }

  @Test
  void refusesWhatIsNoDictionary() {
    assertThat(problems("")).singleElement().asString().contains("is empty");
    assertThat(problems("sources: [")).singleElement().asString().contains("line 1: is not YAML");
    assertThat(problems("- a")).isNotEmpty();
    assertThat(problems("sources: []")).singleElement().asString().contains("names no sources");
    assertThat(problems("sources: [{name: t}]"))
        .singleElement()
        .asString()
        .contains("no structures");
    assertThat(problems("sources: [{name: t, structures: [{name: a}]}]"))
        .singleElement()
        .asString()
        .contains("has no fields");
    assertThat(problems("sources: [{name: t, structures: [{preset: nope}]}]"))
        .anySatisfy(line -> assertThat(line).contains("there is no preset nope"));
    assertThatThrownBy(() -> Dictionary.load(folder.resolve("missing.yaml")))
        .isInstanceOf(DictionaryException.class)
        .hasMessageContaining("missing.yaml: cannot be read");
  }

  @Test
  void refusesConstantsAndSignalsThatPointNowhere() {
    assertThat(
            problems(
                "sources: [{name: t, structures: [{name: a, fields: [x], constants: {x: 1}}]}]"))
        .singleElement()
        .asString()
        .contains("x is a constant and a field");
    assertThat(
            problems(
                "sources: [{name: t, structures: [{name: a, fields: [x],"
                    + " signal: {name: pid, value: v, names: {'0C': rpm}}}]}]"))
        .singleElement()
        .asString()
        .contains("0C stands for rpm, which is no field");
  }

  private void assertRefused(String yaml, String problem) {
    assertThat(problems(yaml)).containsExactly(problem);
  }

  private List<String> problems(String yaml) {
    try {
      load(yaml);
      return List.of();
    } catch (DictionaryException refused) {
      return refused.problems();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Dictionary load(String yaml) throws IOException {
    return Dictionary.load(Files.writeString(folder.resolve("sources.yaml"), yaml));
  }
}
