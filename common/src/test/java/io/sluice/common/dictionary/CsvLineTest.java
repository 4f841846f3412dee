package io.sluice.common.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvLineTest {
  private final CsvLine csv = new CsvLine(',');

  @Test
  void takesALineApart() {
    assertThat(csv.split("a, b ,\"c,d\", \"say \"\"x\"\"\" ,"))
        .containsExactly("a", "b", "c,d", "say \"x\"", "");
    assertThat(csv.split("")).containsExactly("");
    assertThat(new CsvLine('\t').split("a\t\tb ")).containsExactly("a", "", "b");
    assertThat(csv.split("a,\"b")).isNull();
    assertThat(csv.split("\"a\"b,c")).isNull();
  }

  @Test
  void givesBackWhatWasQuoted() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      List<String> cells = new ArrayList<>();
      for (int cell = random.nextInt(5); cell >= 0; cell--) {
        StringBuilder text = new StringBuilder();
        for (int letter = random.nextInt(6); letter > 0; letter--) {
          text.append("ab,\" \t;ü".charAt(random.nextInt(8)));
        }
        cells.add(text.toString());
      }
      String line =
          String.join(",", cells.stream().map(c -> '"' + c.replace("\"", "\"\"") + '"').toList());
      assertThat(csv.split(line)).as("seed " + seed).isEqualTo(cells);
    }
  }
}
