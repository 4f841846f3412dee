package io.sluice.common.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random expressions over random records: our closures and CEL's runtime agree, errors too. */
class ExpressionDifferenceTest {
  private static final int EXPRESSIONS = 4_000;
  private static final int RECORDS = 12;
  private static final String[] TEXTS = {
    "", "a", "/a", "/search", "Bot", "bot", "x\uFFFD", "é", "Ünix", "\uD83D\uDE00", "12", "-7", "z"
  };
  private static final String[] PATTERNS = {
    "a", "^/s.*h$", "[Bb]ot", "(a|é)+", "b?o", "^$", "\\\\d+", "x.", "(?i)BOT", "se(ar)ch"
  };
  private static final byte[][] AGENTS = {
    null,
    {'#'},
    "#a".getBytes(StandardCharsets.UTF_8),
    "#Mozilla Bot é \uD83D\uDE00 /search".getBytes(StandardCharsets.UTF_8),
    "#BOT".getBytes(StandardCharsets.UTF_8),
    {'#', 'x', (byte) 0xFF},
    {'#', (byte) 0xE2, (byte) 0xC3, (byte) 0xA9, 'a'},
    {'#', (byte) 0xC3},
    {'#', (byte) 0xF0, (byte) 0x9F, (byte) 0x98, (byte) 0x80, 'b'},
  };

  private final ExpressionCompiler<Call> compiler = new ExpressionCompiler<>(Call.VOCABULARY);

  @Test
  void agreeOnEveryAnswerAndOnEveryError() throws ExpressionException {
    int fast = 0;
    int errors = 0;
    for (long seed = 0; seed < EXPRESSIONS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String source = bool(random, 4);
      Expression<Call> ours = compiler.condition(source);
      Expression<Call> theirs = compiler.reference(source, FieldType.BOOLEAN);
      fast += ours.fast() ? 1 : 0;
      for (int record = 0; record < RECORDS; record++) {
        Call call = call(random);
        String expected = outcome(theirs, call);
        assertThat(outcome(ours, call))
            .as("seed %d: %s over %s", seed, source, call)
            .isEqualTo(expected);
        errors += expected.length() > 5 ? 1 : 0;
      }
    }
    assertThat(fast).isGreaterThan(EXPRESSIONS * 9 / 10);
    assertThat(errors).isGreaterThan(EXPRESSIONS / 2);
  }

  private static String outcome(Expression<Call> expression, Call call) {
    try {
      return String.valueOf(expression.test(call));
    } catch (EvaluationError error) {
      // Where both sides of && or || fail, the language leaves open whose error it is.
      return "an error";
    }
  }

  private static Call call(SplittableRandom random) {
    Map<String, String> labels = new HashMap<>();
    if (random.nextBoolean()) {
      labels.put("team", pick(random, TEXTS));
    }
    if (random.nextInt(4) == 0) {
      labels.put("a", pick(random, TEXTS));
    }
    return new Call(
        random.nextInt(5) == 0 ? null : (long) random.nextInt(-2, 4),
        random.nextInt(5) == 0 ? null : pick(random, TEXTS),
        AGENTS[random.nextInt(AGENTS.length)],
        random.nextBoolean(),
        random.nextInt(5) == 0 ? null : random.nextInt(-1, 2) / 2.0,
        labels);
  }

  private static String bool(SplittableRandom random, int depth) {
    if (depth == 0) {
      return switch (random.nextInt(4)) {
        case 0 -> "late";
        case 1 -> String.valueOf(random.nextBoolean());
        case 2 -> "has(" + pick(random, FIELDS) + ")";
        default -> pick(random, "'team'", "'b'", "url.path") + " in labels";
      };
    }
    int inner = depth - 1;
    return switch (random.nextInt(15)) {
      case 0, 1 -> "(" + bool(random, inner) + " && " + bool(random, inner) + ")";
      case 2, 3 -> "(" + bool(random, inner) + " || " + bool(random, inner) + ")";
      case 4 -> "!(" + bool(random, inner) + ")";
      case 5 ->
          "("
              + bool(random, inner)
              + " ? "
              + bool(random, inner)
              + " : "
              + bool(random, inner)
              + ")";
      case 6 -> whole(random, inner) + comparison(random) + whole(random, inner);
      case 7 -> text(random, inner) + comparison(random) + text(random, inner);
      case 8 -> decimal(random, inner) + comparison(random) + decimal(random, inner);
      case 9 ->
          text(random, inner)
              + pick(random, ".startsWith(", ".endsWith(", ".contains(")
              + text(random, inner)
              + ")";
      case 10 -> text(random, inner) + ".matches('" + pick(random, PATTERNS) + "')";
      case 11 -> text(random, inner) + " in [" + constants(random) + "]";
      case 12 -> whole(random, inner) + " in [1, 0, -1]";
      case 13 -> compared(random) + pick(random, " == ", " != ") + compared(random);
      default -> bool(random, 0);
    };
  }

  /**
   * Without {@code &&} and {@code ||}: where both of their sides fail, CEL's runtime (0.14) hands
   * the error to {@code ==} as if it were a value, and finds it unequal.
   */
  private static String compared(SplittableRandom random) {
    return random.nextBoolean()
        ? "(" + bool(random, 0) + ")"
        : "(" + whole(random, 1) + comparison(random) + whole(random, 0) + ")";
  }

  private static final String[] FIELDS = {
    "http.response.status_code", "url.path", "user_agent.original", "labels.team", "http.response"
  };

  private static String comparison(SplittableRandom random) {
    return pick(random, " == ", " != ", " < ", " <= ", " > ", " >= ");
  }

  private static String whole(SplittableRandom random, int depth) {
    if (depth <= 0) {
      return pick(random, "http.response.status_code", "1", "0", "-1", "3", "9223372036854775807");
    }
    int inner = depth - 1;
    return switch (random.nextInt(6)) {
      case 0, 1 ->
          "("
              + whole(random, inner)
              + pick(random, " + ", " - ", " * ", " / ", " % ")
              + whole(random, inner)
              + ")";
      case 2 -> "-(" + whole(random, inner) + ")";
      case 3 -> pick(random, "size(", "int(") + text(random, inner) + ")";
      case 4 ->
          "("
              + bool(random, inner)
              + " ? "
              + whole(random, inner)
              + " : "
              + whole(random, inner)
              + ")";
      default -> whole(random, 0);
    };
  }

  private static String decimal(SplittableRandom random, int depth) {
    if (depth <= 0) {
      return pick(random, "load", "0.5", "0.0", "-1.0");
    }
    return "("
        + decimal(random, depth - 1)
        + pick(random, " + ", " - ", " * ", " / ")
        + decimal(random, 0)
        + ")";
  }

  private static String text(SplittableRandom random, int depth) {
    if (depth <= 0) {
      return pick(
          random,
          "user_agent.original",
          "user_agent.original",
          "url.path",
          "labels.team",
          "labels['a']",
          "'" + pick(random, TEXTS) + "'");
    }
    int inner = depth - 1;
    return switch (random.nextInt(5)) {
      case 0 -> "(" + text(random, inner) + " + " + text(random, inner) + ")";
      case 1 -> text(random, inner) + ".lowerAscii()";
      case 2 -> "string(" + whole(random, inner) + ")";
      case 3 ->
          "("
              + bool(random, inner)
              + " ? "
              + text(random, inner)
              + " : "
              + text(random, inner)
              + ")";
      default -> text(random, 0);
    };
  }

  private static String constants(SplittableRandom random) {
    StringBuilder list = new StringBuilder("'a'");
    for (int left = random.nextInt(12); left > 0; left--) {
      list.append(", '").append(pick(random, TEXTS)).append('\'');
    }
    return list.toString();
  }

  private static String pick(SplittableRandom random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
