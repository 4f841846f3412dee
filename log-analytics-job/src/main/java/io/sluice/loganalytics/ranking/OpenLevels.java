package io.sluice.loganalytics.ranking;

import io.sluice.common.serde.Wire;
import io.sluice.common.state.PackedRowSerializer;
import io.sluice.common.state.PackedRowSnapshot;
import io.sluice.loganalytics.traffic.Granularity;
import io.sluice.loganalytics.traffic.WindowCalendar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The windows of a combination that more firings may add to: of hours and above. Seconds and
 * minutes lie within the five minutes of one firing and are never open.
 */
final class OpenLevels {
  static final long NO_TIMER = Long.MAX_VALUE;

  /** A window that is not over. */
  static final class Level {
    final Granularity granularity;
    final long start;
    final ScoreSums sums;

    /** When the last firing that may add to it has passed. */
    final long closesAt;

    Level(Granularity granularity, long start, long closesAt, ScoreSums sums) {
      this.granularity = granularity;
      this.start = start;
      this.closesAt = closesAt;
      this.sums = sums;
    }
  }

  private final List<Level> levels = new ArrayList<>();

  /** The next timer that is set. */
  long timer = NO_TIMER;

  /** The window of that level that the time lies in, opened if it is not. */
  Level at(Granularity granularity, long time, WindowCalendar calendar) {
    long start = calendar.start(granularity, time);
    for (Level level : levels) {
      if (level.granularity == granularity && level.start == start) {
        return level;
      }
    }
    long end = calendar.end(granularity, start);
    long closesAt = Firings.of(Firings.slotOf(end - 1)) - 1;
    Level opened = new Level(granularity, start, closesAt, new ScoreSums());
    levels.add(opened);
    return opened;
  }

  void close(long time, Consumer<Level> closed) {
    for (Iterator<Level> each = levels.iterator(); each.hasNext(); ) {
      Level level = each.next();
      if (level.closesAt <= time) {
        closed.accept(level);
        each.remove();
      }
    }
  }

  long nextClosing() {
    return levels.stream().mapToLong(level -> level.closesAt).min().orElse(NO_TIMER);
  }

  boolean isEmpty() {
    return levels.isEmpty();
  }

  /** Writes the open windows of a combination into state. */
  public static final class Serializer extends PackedRowSerializer<OpenLevels> {
    public static final Serializer INSTANCE = new Serializer();
    private static final long serialVersionUID = 1L;
    private static final Granularity[] GRANULARITIES = Granularity.values();

    private Serializer() {
      super(OpenLevels.class);
    }

    @Override
    protected int version() {
      return 1;
    }

    @Override
    public OpenLevels createInstance() {
      return new OpenLevels();
    }

    @Override
    public OpenLevels copy(OpenLevels from) {
      OpenLevels copy = new OpenLevels();
      for (Level level : from.levels) {
        copy.levels.add(
            new Level(level.granularity, level.start, level.closesAt, level.sums.copy()));
      }
      copy.timer = from.timer;
      return copy;
    }

    @Override
    protected void write(OpenLevels open, DataOutputView out) throws IOException {
      Wire.writeUnsigned(open.levels.size(), out);
      for (Level level : open.levels) {
        out.writeByte(level.granularity.ordinal());
        out.writeLong(level.start);
        Wire.writeUnsigned(level.closesAt - level.start, out);
        level.sums.write(out);
      }
      out.writeLong(open.timer);
    }

    @Override
    protected OpenLevels read(int version, DataInputView in) throws IOException {
      OpenLevels open = new OpenLevels();
      for (long left = Wire.readUnsigned(in); left > 0; left--) {
        Granularity granularity = GRANULARITIES[in.readByte()];
        long start = in.readLong();
        long closesAt = start + Wire.readUnsigned(in);
        open.levels.add(new Level(granularity, start, closesAt, ScoreSums.read(in)));
      }
      open.timer = in.readLong();
      return open;
    }

    @Override
    public TypeSerializerSnapshot<OpenLevels> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** The version of the format in a savepoint. */
  public static final class Snapshot extends PackedRowSnapshot<OpenLevels> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
