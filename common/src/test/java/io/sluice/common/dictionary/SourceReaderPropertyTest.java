package io.sluice.common.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random records against Jackson's trees, and random damage against nothing at all. */
class SourceReaderPropertyTest {
  private static final String YAML =
      """
      sources:
        - name: random
          fields:
            n: {range: [-50, 50]}
            t: {}
            b: {type: boolean}
            l: {type: list}
          structures:
            - {name: first, recognisedBy: {exists: p.q, absent: z}, fields: {n: p.n, t: p.q, b: , l: }}
            - {name: second, recognisedBy: {equals: {kind: two}}, fields: {n: n, t: kind, b: , l: }}
            - {name: rest, fields: {n: n, t: t, b: , l: }, unknown: keep}
      """;
  private static final String[] NAMES = {"n", "t", "b", "l", "p", "q", "z", "kind", "ts", "other"};
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Source source;
  private SourceReader reader;

  @BeforeEach
  void load() throws IOException {
    Path file = Files.writeString(folder.resolve("random.yaml"), YAML);
    source = Dictionary.load(file).sources().get(0);
    reader = new SourceReader(source);
  }

  @Test
  void agreesWithTheTree() {
    for (int seed = 0; seed < 30_000; seed++) {
      ObjectNode tree = object(new Random(seed), 0);
      tree.put("ts", seed);
      Reading reading = read(tree.toString().getBytes(StandardCharsets.UTF_8));
      String as = "seed " + seed + ": " + tree;

      assertThat(reading.isRecord()).as(as).isTrue();
      String expected =
          present(tree.at("/p/q")) && !present(tree.at("/z"))
              ? "first"
              : "two".equals(scalarText(tree.at("/kind"))) ? "second" : "rest";
      assertThat(reading.structure().name()).as(as).isEqualTo(expected);
      assertThat(reading.timestamp()).as(as).isEqualTo(seed);
      boolean nested = expected.equals("first");
      assertNumber(as, reading, tree.at(nested ? "/p/n" : "/n"));
      JsonNode text = tree.at(nested ? "/p/q" : expected.equals("second") ? "/kind" : "/t");
      assertThat(reading.text(source.indexOf("t"))).as(as).isEqualTo(scalarText(text));
      assertThat(reading.list(source.indexOf("l")) != null)
          .as(as)
          .isEqualTo(tree.path("l").isArray());
    }
  }

  @Test
  void survivesAnyDamage() {
    for (int seed = 0; seed < 30_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = object(random, 0).toString().getBytes(StandardCharsets.UTF_8);
      for (int hit = random.nextInt(4); hit >= 0; hit--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int to = 1 + random.nextInt(bytes.length);

      Reading reading = reader.read(bytes, 0, to, "topic");

      assertThat(reading.isRecord() || reading.problem() != null).as("seed " + seed).isTrue();
    }
  }

  private Reading read(byte[] record) {
    return reader.read(record, 0, record.length, "topic");
  }

  private void assertNumber(String as, Reading reading, JsonNode node) {
    String text = scalarText(node);
    boolean number = text != null && !node.isBoolean() && text.matches("-?[0-9.]+(E-?[0-9]+)?");
    double value = number ? Double.parseDouble(text) : Double.NaN;
    boolean taken = value >= -50 && value <= 50;
    assertThat(reading.number(source.indexOf("n")))
        .as(as)
        .isEqualTo(Double.valueOf(taken ? value : Double.NaN));
  }

  private static boolean present(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  private static String scalarText(JsonNode node) {
    return node.isValueNode() && present(node) ? node.asText() : null;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JSON.createObjectNode();
    for (int field = random.nextInt(8); field >= 0; field--) {
      object.set(NAMES[random.nextInt(NAMES.length)], value(random, depth));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 7 : 9)) {
      case 0 -> JSON.getNodeFactory().numberNode(random.nextInt(200) - 100);
      case 1 -> JSON.getNodeFactory().numberNode((random.nextInt(200) - 100) / 8.0);
      case 2 -> JSON.getNodeFactory().textNode(String.valueOf(random.nextInt(200) - 100));
      case 3 -> JSON.getNodeFactory().textNode(random.nextBoolean() ? "two" : "größe \"\\\u0001");
      case 4 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
      case 5 -> JSON.getNodeFactory().nullNode();
      case 6 -> JSON.getNodeFactory().numberNode(random.nextLong());
      case 7 -> object(random, depth + 1);
      default -> JSON.createArrayNode().add(value(random, depth + 1)).add(1);
    };
  }
}
