package io.sluice.common.state;

import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import java.io.Serializable;
import java.util.List;

/**
 * How keyed rows are kept, see {@link WriteBehindOperator}. Every value may change between two runs
 * of a job: what lies in state is the same.
 *
 * @param writeBehind whether rows are kept in heap between barriers; off, each access goes to the
 *     state backend
 * @param heapBytes the most heap that the rows of one subtask of one operator may take, by the
 *     estimate of {@link WriteBehindOperator}
 * @param maxDirtyRows the most rows of one subtask that may differ from the keyed state, and so the
 *     most that are written before a barrier
 */
public record StateConfig(boolean writeBehind, long heapBytes, int maxDirtyRows)
    implements Serializable {

  public static final Setting<Boolean> WRITE_BEHIND =
      Setting.bool("state.write-behind")
          .defaultsTo("true")
          .describedAs(
              "Keep rows in heap and write those that changed before each checkpoint. Off, each"
                  + " event reads and writes RocksDB: slower, and less heap. Results, uids and"
                  + " savepoints are the same.");

  public static final Setting<Long> HEAP_SIZE =
      Setting.memorySize("state.heap-size")
          .atLeast("1mb")
          .defaultsTo("128mb")
          .describedAs(
              "Heap for rows, per slot and operator that keeps them; beyond it quiet rows are"
                  + " evicted. An estimate: leave the TaskManager's heap as much again.");

  public static final Setting<Integer> MAX_DIRTY_ROWS =
      Setting.integer("state.max-dirty-rows")
          .atLeast("1000")
          .defaultsTo("200000")
          .describedAs(
              "Rows per slot that may wait to be written, which bounds the pause before a"
                  + " checkpoint (some 3 to 5 µs a row). From half of it on, quiet rows are written"
                  + " ahead.");

  public static final List<Setting<?>> SETTINGS = List.of(WRITE_BEHIND, HEAP_SIZE, MAX_DIRTY_ROWS);

  /** For the list of sections of a job that keeps rows. */
  public static final SettingsSection SECTION =
      new SettingsSection(
          "State",
          "How rows per key are kept between two checkpoints. May be changed with any restart.",
          SETTINGS);

  public StateConfig {
    if (heapBytes < 0 || maxDirtyRows < 1) {
      throw new IllegalArgumentException(
          "Rows need room and at least one that may wait to be written, not "
              + heapBytes
              + " bytes and "
              + maxDirtyRows
              + " rows");
    }
  }

  public static StateConfig from(Settings settings) {
    return new StateConfig(
        settings.get(WRITE_BEHIND), settings.get(HEAP_SIZE), settings.get(MAX_DIRTY_ROWS));
  }
}
