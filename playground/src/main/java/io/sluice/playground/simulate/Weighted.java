package io.sluice.playground.simulate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Draws from a list by weight in constant time (Walker's alias method in Vose's form: every slot
 * holds one item and the alias that fills it up to the mean).
 *
 * @param <T> what is drawn
 */
public final class Weighted<T> {
  private final List<T> items;
  private final double[] threshold;
  private final int[] alias;

  public Weighted(List<T> items, ToDoubleFunction<T> weight) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("nothing to draw from");
    }
    this.items = List.copyOf(items);
    int size = items.size();
    threshold = new double[size];
    alias = new int[size];
    double sum = items.stream().mapToDouble(weight).sum();
    Deque<Integer> poor = new ArrayDeque<>();
    Deque<Integer> rich = new ArrayDeque<>();
    for (int i = 0; i < size; i++) {
      threshold[i] = weight.applyAsDouble(items.get(i)) * size / sum;
      alias[i] = i;
      (threshold[i] < 1 ? poor : rich).push(i);
    }
    while (!poor.isEmpty() && !rich.isEmpty()) {
      int filled = poor.pop();
      int donor = rich.pop();
      alias[filled] = donor;
      threshold[donor] -= 1 - threshold[filled];
      (threshold[donor] < 1 ? poor : rich).push(donor);
    }
  }

  /** The earlier an item stands, the likelier it is: weight 1 / rank^skew. */
  static <T> Weighted<T> byRank(List<T> items, double skew) {
    List<T> ranked = List.copyOf(items);
    List<Integer> ranks = IntStream.range(0, ranked.size()).boxed().toList();
    Weighted<Integer> byIndex = new Weighted<>(ranks, i -> 1 / StrictMath.pow(i + 1.0, skew));
    return new Weighted<>(ranked, byIndex);
  }

  private Weighted(List<T> items, Weighted<?> shape) {
    this.items = items;
    this.threshold = shape.threshold;
    this.alias = shape.alias;
  }

  public T draw(SplittableRandom random) {
    int slot = random.nextInt(threshold.length);
    return items.get(random.nextDouble() < threshold[slot] ? slot : alias[slot]);
  }

  List<T> items() {
    return items;
  }
}
