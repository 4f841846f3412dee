package io.sluice.common.state;

import io.sluice.common.serde.HandWrittenType;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.types.StringValue;
import org.apache.flink.util.Collector;

/**
 * Does step by step what a job might do with its rows, and says what it found. What it puts into
 * state it goes on to change, as a job may.
 */
final class Ledger extends KeyedProcessFunction<StringValue, Step, String> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Tally> TOTAL =
      new ValueStateDescriptor<>("total", new HandWrittenType<>(new Tally.Serializer()));
  static final MapStateDescriptor<Long, Tally> TILES =
      new MapStateDescriptor<>("tiles", Types.LONG, new HandWrittenType<>(new Tally.Serializer()));

  private final Tally reused = new Tally();
  private transient ValueState<Tally> total;
  private transient MapState<Long, Tally> tiles;

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(TOTAL);
    tiles = getRuntimeContext().getMapState(TILES);
  }

  @Override
  public void processElement(Step step, Context context, Collector<String> out) throws Exception {
    String found = String.valueOf(take(step, context));
    out.collect(context.getCurrentKey().getValue() + " " + step.kind + " " + found);
  }

  private Object take(Step step, Context context) throws Exception {
    switch (step.kind) {
      case ADD:
        Tally row = total.value();
        total.update((row == null ? new Tally() : row).add(step.amount));
        return null;
      case REPLACE:
        total.update(reused.set(step.amount));
        reused.set(-1);
        return null;
      case CLEAR:
        total.clear();
        return null;
      case READ:
        return total.value();
      case SET_TIMER:
        context.timerService().registerEventTimeTimer(step.place);
        return null;
      case UNSET_TIMER:
        context.timerService().deleteEventTimeTimer(step.place);
        return null;
      default:
        return takeInTiles(step);
    }
  }

  private Object takeInTiles(Step step) throws Exception {
    switch (step.kind) {
      case PUT:
        tiles.put(step.place, reused.set(step.amount));
        reused.set(-1);
        return null;
      case MERGE:
        Tally tile = tiles.get(step.place);
        tiles.put(step.place, (tile == null ? new Tally() : tile).add(step.amount));
        return null;
      case GET:
        return tiles.get(step.place);
      case HAS:
        return tiles.contains(step.place);
      case REMOVE:
        tiles.remove(step.place);
        return null;
      case LIST:
        return list();
      case EXPIRE:
        for (Iterator<Long> key = tiles.keys().iterator(); key.hasNext(); ) {
          if (key.next() < step.place) {
            key.remove();
          }
        }
        return null;
      case RAISE_ALL:
        for (Map.Entry<Long, Tally> entry : tiles.entries()) {
          entry.setValue(entry.getValue().add(step.amount));
        }
        return null;
      case WIPE:
        tiles.clear();
        return null;
      case IS_EMPTY:
        return tiles.isEmpty();
      default:
        throw new IllegalArgumentException(step.kind + " is not known");
    }
  }

  private Map<Long, String> list() throws Exception {
    Map<Long, String> sorted = new TreeMap<>();
    for (Map.Entry<Long, Tally> entry : tiles.entries()) {
      sorted.put(entry.getKey(), entry.getValue().toString());
    }
    return sorted;
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
    Tally row = total.value();
    out.collect(context.getCurrentKey().getValue() + " timer " + time + " " + row);
    total.update((row == null ? new Tally() : row).add(1));
  }
}
