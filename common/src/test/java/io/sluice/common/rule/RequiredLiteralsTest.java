package io.sluice.common.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredLiteralsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      textBlock =
          """
          ^/api/v[0-9]+/users$ /api/v
          bot bot
          bots? bot
          bo*t b
          a|b ``
          (a|b)cde cde
          (?i)abc ``
          (?:abc)+d abc
          x{2}yz yz
          [^]a]bc bc
          [[:alpha:]]bc ``
          a\\.php a.php
          \\d+px px
          \\Qab\\E ``
          é+ab ab
          (?:^|&)(?:api_key|token)=([^&]*) api_key,token
          x(?P<n>ab|cde)+y ab,cde
          x(ab|cde)?y x
          x(ab|)y x
          """)
  void findsWhatEveryMatchHolds(String pattern, String literal) {
    List<String> expected = literal.isEmpty() ? List.of() : List.of(literal.split(","));
    assertThat(RequiredLiterals.in(pattern)).isEqualTo(expected);
  }

  @Test
  void neverAsksForMoreThanAMatchHolds() {
    String alphabet = "ab|ab|()()*?+[]^$.\\{}1,";
    for (long seed = 0; seed < 100_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String pattern = text(random, alphabet, 10);
      String text = text(random, "abc.1", 8);
      if (compiles(pattern) && Pattern.compile(pattern).matcher(text).find()) {
        List<String> literals = RequiredLiterals.in(pattern);
        assertThat(literals.isEmpty() || literals.stream().anyMatch(text::contains))
            .as("seed %d: %s in %s", seed, pattern, text)
            .isTrue();
      }
    }
  }

  private static boolean compiles(String pattern) {
    try {
      Pattern.compile(pattern);
      return true;
    } catch (RuntimeException wrong) {
      return false;
    }
  }

  private static String text(SplittableRandom random, String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
