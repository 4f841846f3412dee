package io.sluice.common.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowTableTest {

  @Test
  void isAMapWhateverIsAddedAndRemovedInWhateverOrder() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    RowTable<Long> table = new RowTable<>();
    Map<Long, Row<Long>> model = new HashMap<>();
    for (int step = 0; step < 200_000; step++) {
      if (random.nextInt(5) < 3) {
        long key = random.nextInt(400) * (1L << random.nextInt(3) * 16);
        int hash = RowTable.hash(key);
        assertThat(table.find(key, hash)).as("seed %s", seed).isSameAs(model.get(key));
        if (!model.containsKey(key)) {
          Row<Long> row = new Row<>(key, hash);
          table.add(row);
          model.put(key, row);
        }
      } else {
        int slot = random.nextInt(table.capacity());
        Row<Long> row = table.at(slot);
        if (row != null) {
          table.removeAt(slot);
          assertThat(model.remove(row.key)).isSameAs(row);
        }
      }
      assertThat(table.size()).isEqualTo(model.size());
    }
    model.forEach(
        (key, row) ->
            assertThat(table.find(key, RowTable.hash(key))).as("seed %s", seed).isSameAs(row));
  }
}
