package io.sluice.common.state;

import io.sluice.common.serde.HandWrittenType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sums readings by key and stretch of time, folds each stretch into the total of its key when its
 * time is over, and gives the total out at the end of time. Slow, so that a checkpoint finds it in
 * the middle, until a file {@code hurry} is there; a file {@code die} kills it.
 */
final class FoldTiles extends KeyedProcessFunction<String, Reading, String> {
  private static final long serialVersionUID = 1L;
  private static final long TILE = 5_000;
  private static final long END_OF_TIME = Long.MAX_VALUE;
  private static final int PER_LOOK = 100;
  private static final long LOOK_NANOS = 2_000_000;

  private final String folder;
  private transient ValueState<Tally> total;
  private transient MapState<Long, Tally> tiles;
  private transient int seen;
  private transient boolean hurry;

  FoldTiles(Path folder) {
    this.folder = folder.toString();
  }

  @Override
  public void open(OpenContext context) {
    HandWrittenType<Tally> tally = new HandWrittenType<>(new Tally.Serializer());
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", tally));
    tiles = getRuntimeContext().getMapState(new MapStateDescriptor<>("tiles", Types.LONG, tally));
  }

  @Override
  public void processElement(Reading reading, Context context, Collector<String> out)
      throws Exception {
    if (++seen % PER_LOOK == 0) {
      look();
    }
    long end = (reading.time() / TILE + 1) * TILE;
    Tally tile = tiles.get(end);
    tiles.put(end, (tile == null ? new Tally() : tile).add(reading.amount()));
    context.timerService().registerEventTimeTimer(end);
    context.timerService().registerEventTimeTimer(END_OF_TIME);
  }

  private void look() {
    if (!hurry) {
      LockSupport.parkNanos(LOOK_NANOS);
      hurry = Files.exists(Path.of(folder, "hurry"));
    }
    if (Files.exists(Path.of(folder, "die"))) {
      throw new IllegalStateException("dies on purpose");
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
    Tally row = total.value();
    if (time == END_OF_TIME) {
      out.collect(context.getCurrentKey() + " " + row + " " + tiles.isEmpty());
      total.clear();
      return;
    }
    Tally tile = tiles.get(time);
    tiles.remove(time);
    Tally sum = row == null ? new Tally() : row;
    sum.count += tile.count;
    sum.sum += tile.sum;
    sum.largest = Math.max(sum.largest, tile.largest);
    total.update(sum);
  }
}
