package io.sluice.playground.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** A request target with gaps, such as {@code /p/{product}}, filled anew at each request. */
final class Target {
  private static final int PRODUCTS = 640;
  private static final int FIRST_PRODUCT = 1_001;

  private final List<BiConsumer<LineBuffer, SplittableRandom>> parts = new ArrayList<>();

  /** Draws for the gaps, shared by all targets. */
  static final class Gaps {
    private final Map<String, BiConsumer<LineBuffer, SplittableRandom>> known = new HashMap<>();

    Gaps(Map<String, List<String>> words) {
      words.forEach(
          (name, list) -> {
            Weighted<byte[]> drawn =
                Weighted.byRank(list.stream().map(Exchange::ascii).toList(), 0.9);
            known.put(name, (line, random) -> line.add(drawn.draw(random)));
          });
      Weighted<Integer> products =
          Weighted.byRank(
              IntStream.range(FIRST_PRODUCT, FIRST_PRODUCT + PRODUCTS).boxed().toList(), 0.8);
      known.put("product", (line, random) -> line.add((long) products.draw(random)));
      Weighted<Integer> pages = Weighted.byRank(List.of(1, 2, 3, 4, 5, 6, 7, 8), 1.3);
      known.put("page", (line, random) -> line.add((long) pages.draw(random)));
      known.put("order", (line, random) -> line.add(250_000L + random.nextInt(90_000)));
      known.put("cart", (line, random) -> line.addHex(random.nextLong()));
    }

    private BiConsumer<LineBuffer, SplittableRandom> named(String name) {
      BiConsumer<LineBuffer, SplittableRandom> gap = known.get(name);
      if (gap == null) {
        throw new IllegalStateException("simulate/pages.txt: no words for {" + name + "}");
      }
      return gap;
    }
  }

  Target(String template, Gaps gaps) {
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf('{', at);
      int end = open < 0 ? template.length() : open;
      if (end > at) {
        byte[] literal = Exchange.ascii(template.substring(at, end));
        parts.add((line, random) -> line.add(literal));
      }
      if (open < 0) {
        return;
      }
      int close = template.indexOf('}', open);
      parts.add(gaps.named(template.substring(open + 1, close)));
      at = close + 1;
    }
  }

  void write(LineBuffer line, SplittableRandom random) {
    for (BiConsumer<LineBuffer, SplittableRandom> part : parts) {
      part.accept(line, random);
    }
  }
}
