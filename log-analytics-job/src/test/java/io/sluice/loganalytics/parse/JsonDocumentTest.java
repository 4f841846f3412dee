package io.sluice.loganalytics.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.loganalytics.event.AccessRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read, what is refused, and that both are what Jackson says. */
class JsonDocumentTest {
  private static final List<String> POINTERS =
      List.of("/a", "/a/b", "/a/0", "/a/-", "/n", "/deep/er/est", "/é\"", "/x~1y", "/z/1/b");
  private static final JsonMapper JACKSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(JsonDocument.MOST_DEPTH)
                          .maxNumberLength(1_000_000)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final JsonDocument document = new JsonDocument();
  private final int[] slots = POINTERS.stream().mapToInt(document::slot).toArray();
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void findsWhatIsAskedForAndNothingElse() {
    assertThat(read("{\"a\":{\"b\":\"c\"},\"n\":-1.5e3,\"x/y\":true,\"z\":[1,{\"b\":\"last\"}]}"))
        .isEqualTo(Outcome.REQUEST);
    assertThat(found("/a/b")).isEqualTo("c");
    assertThat(found("/n")).isEqualTo("-1.5e3");
    assertThat(found("/x~1y")).isEqualTo("true");
    assertThat(found("/z/1/b")).isEqualTo("last");
    assertThat(found("/deep/er/est")).isNull();
  }

  @Test
  void theLastElementIsTheLastOne() {
    read("{\"a\":[\"one\",\"two\",\"three\"]}");
    assertThat(found("/a/0")).isEqualTo("one");
    assertThat(found("/a/-")).isEqualTo("three");
  }

  @Test
  void takesEscapesBack() {
    read("{\"a\":\"tab\\t \\\"q\\\" \\u00e9 \\ud83d\\ude00 \\ud83d! \\/\",\"\\u00e9\\\"\":\"k\"}");
    assertThat(found("/a")).isEqualTo("tab\t \"q\" é 😀 �! /");
    assertThat(found("/é\"")).isEqualTo("k");
  }

  @Test
  void nothingIsLeftOfTheRecordBefore() {
    read("{\"a\":\"x\",\"n\":1}");
    read("{\"n\":null}");
    assertThat(found("/a")).isNull();
    assertThat(found("/n")).isNull();
  }

  @Test
  void everyBeginningOfARecordIsRefused() {
    String whole = "{\"a\":{\"b\":[1,-2.5e+7,\"\\u00e9\\\\\"]},\"n\":true,\"x\":{}}";
    assertThat(read(whole)).isEqualTo(Outcome.REQUEST);
    for (int end = 0; end < whole.length(); end++) {
      assertThat(read(whole.substring(0, end)))
          .as(whole.substring(0, end))
          .isEqualTo(Outcome.BAD_JSON);
    }
  }

  @Test
  void depthHasABound() {
    int most = JsonDocument.MOST_DEPTH;
    assertThat(read(nested(most - 1))).isEqualTo(Outcome.REQUEST);
    assertThat(read(nested(most))).isEqualTo(Outcome.JSON_TOO_DEEP);
    assertThat(read("{\"a\":" + "[".repeat(1_000_000))).isEqualTo(Outcome.JSON_TOO_DEEP);
    assertThat(read("{\"a\":".repeat(200_000))).isEqualTo(Outcome.JSON_TOO_DEEP);
  }

  private static String nested(int arrays) {
    return "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  @Test
  void agreesWithJacksonOnAnyText() throws Exception {
    int understood = 0;
    for (int round = 0; round < 200_000; round++) {
      String text = text();
      JsonNode tree = tree(text);
      boolean object = tree != null && tree.isObject();
      assertThat(read(text) == Outcome.REQUEST).as("seed %s: %s", seed, text).isEqualTo(object);
      if (object) {
        understood++;
        POINTERS.forEach(pointer -> assertSame(text, tree, pointer));
      }
    }
    assertThat(understood).as("seed %s", seed).isGreaterThan(20_000);
  }

  private void assertSame(String text, JsonNode tree, String pointer) {
    if (pointer.endsWith("/-")) {
      return;
    }
    JsonNode expected = tree.at(JsonPointer.compile(pointer));
    String found = found(pointer);
    if (expected.isTextual()) {
      assertThat(found)
          .as("seed %s: %s of %s", seed, pointer, text)
          .isEqualTo(wellFormed(expected.asText()));
    } else if (expected.isNumber()) {
      assertThat(new java.math.BigDecimal(found))
          .as("seed %s: %s of %s", seed, pointer, text)
          .isEqualByComparingTo(expected.decimalValue());
    } else if (expected.isMissingNode() || expected.isNull()) {
      assertThat(found).as("seed %s: %s of %s", seed, pointer, text).isNull();
    }
  }

  /** Half a surrogate pair is no text. */
  private static String wellFormed(String text) {
    StringBuilder fixed = new StringBuilder();
    text.codePoints()
        .map(point -> point >= 0xd800 && point < 0xe000 ? 0xfffd : point)
        .forEach(fixed::appendCodePoint);
    return fixed.toString();
  }

  private static JsonNode tree(String text) {
    try {
      return JACKSON.readTree(text);
    } catch (JsonProcessingException none) {
      return null;
    }
  }

  private String text() {
    String text = "{" + members(0) + "}";
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      String noise = random(List.of("\"", "{", "}", "[", "]", ",", ":", "\\", "0", "-", "e", " "));
      text = text.substring(0, at) + (random.nextBoolean() ? noise : "") + text.substring(at + 1);
      text = text.isEmpty() ? "{" : text;
    }
    // Half a pair, left over by a change, is no text that bytes could hold.
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private String members(int depth) {
    StringBuilder members = new StringBuilder();
    for (int count = random.nextInt(4); count > 0; count--) {
      members.append(members.isEmpty() ? "" : ",").append(blank());
      members.append(
          random(
              List.of(
                  "\"a\"",
                  "\"b\"",
                  "\"n\"",
                  "\"x/y\"",
                  "\"z\"",
                  "\"\\u00e9\\\"\"",
                  "\"deep\"",
                  "\"er\"",
                  "\"est\"",
                  "\"\\u0061\"")));
      members.append(blank()).append(':').append(blank()).append(value(depth)).append(blank());
    }
    return members.toString();
  }

  private String value(int depth) {
    int kind = random.nextInt(depth > 3 ? 5 : 8);
    return switch (kind) {
      case 0 -> random(List.of("0", "00", "-0", "200", "-1.5", "1e3", "1E-2", "007.50", "123456"));
      case 1 -> random(List.of("true", "false", "null"));
      case 2, 3, 4 ->
          '"'
              + random(
                  List.of(
                      "",
                      "x",
                      "é😀",
                      "\\n",
                      "a\\\"b",
                      "\\ud83d\\ude00",
                      "\\ud800",
                      "-",
                      "some longer text that fills several words of eight"))
              + '"';
      case 5 -> "[" + blank() + value(depth + 1) + "," + value(depth + 1) + "]";
      case 6 -> random(List.of("[]", "{}", "[ ]", "{ }"));
      default -> "{" + members(depth + 1) + "}";
    };
  }

  private String blank() {
    return random.nextInt(5) == 0 ? random(List.of(" ", "\t", "\r\n")) : "";
  }

  private String random(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Outcome read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return document.read(bytes, bytes.length);
  }

  /** The plain value at the pointer without its escapes, or null. */
  private String found(String pointer) {
    int slot = slots[POINTERS.indexOf(pointer)];
    if (document.kind(slot) == JsonDocument.Kind.WORD) {
      return "true";
    }
    if (!document.isPlain(slot)) {
      return null;
    }
    AccessRequest request = new AccessRequest();
    request.buffer = document.text();
    document.unescape(request, slots);
    return new String(
        Arrays.copyOfRange(request.buffer, document.from(slot), document.to(slot)),
        StandardCharsets.UTF_8);
  }
}
