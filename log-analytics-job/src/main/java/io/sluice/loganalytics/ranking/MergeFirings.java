package io.sluice.loganalytics.ranking;

import io.sluice.common.serde.HandWrittenSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up what the subtasks say of a combination in a firing, and gives it out once, when the
 * watermark has passed the firing: each subtask speaks of it before it forwards that watermark.
 * Keyed by combination.
 *
 * <p>What is added up lies in heap from the first subtask's word to the watermark, mostly some
 * milliseconds; only what a barrier finds there is written to keyed state ({@code open-firings}),
 * and goes from there when it is given out. No timer is set, of which there would be one for each
 * combination and firing.
 */
final class MergeFirings extends AbstractStreamOperator<FiringDelta>
    implements OneInputStreamOperator<FiringDelta, FiringDelta> {
  private static final long serialVersionUID = 1L;
  private static final MapStateDescriptor<Long, ScoreParts> OPEN =
      new MapStateDescriptor<>("open-firings", LongSerializer.INSTANCE, PartsSerializer.INSTANCE);

  private transient MapState<Long, ScoreParts> stored;

  /** By firing and combination. */
  private transient TreeMap<Long, Map<String, ScoreParts>> open;

  /** Which of them state has. */
  private transient Map<Long, Set<String>> inState;

  private transient TimestampedCollector<FiringDelta> collector;
  private transient Counter deltasIn;
  private transient Counter combinationsOut;

  @Override
  public void open() throws Exception {
    super.open();
    collector = new TimestampedCollector<>(output);
    stored = getKeyedStateStore().getMapState(OPEN);
    open = new TreeMap<>();
    inState = new HashMap<>();
    MetricGroup metrics = getMetricGroup().addGroup("sluice").addGroup("stage", RankingStage.STAGE);
    deltasIn = metrics.counter("deltas-in");
    combinationsOut = metrics.counter("combinations-out");
    restore();
  }

  private void restore() throws Exception {
    List<String> keys = new ArrayList<>();
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            OPEN,
            (key, state) -> keys.add((String) key));
    for (String key : keys) {
      setCurrentKey(key);
      for (Map.Entry<Long, ScoreParts> firing : stored.entries()) {
        merge(firing.getKey(), key, firing.getValue().copy());
        inState.computeIfAbsent(firing.getKey(), end -> new HashSet<>()).add(key);
      }
    }
  }

  @Override
  public void processElement(StreamRecord<FiringDelta> element) {
    FiringDelta delta = element.getValue();
    deltasIn.inc();
    merge(delta.windowEnd(), delta.combination(), delta.parts());
  }

  private void merge(long windowEnd, String combination, ScoreParts parts) {
    ScoreParts before =
        open.computeIfAbsent(windowEnd, end -> new HashMap<>()).putIfAbsent(combination, parts);
    if (before != null) {
      before.add(parts);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    while (!open.isEmpty() && open.firstKey() - 1 <= mark.getTimestamp()) {
      fire(open.firstKey());
    }
    super.processWatermark(mark);
  }

  private void fire(long windowEnd) throws Exception {
    Set<String> written = inState.remove(windowEnd);
    for (Map.Entry<String, ScoreParts> each : open.remove(windowEnd).entrySet()) {
      if (written != null && written.contains(each.getKey())) {
        setCurrentKey(each.getKey());
        stored.remove(windowEnd);
      }
      combinationsOut.inc();
      collector.collect(new FiringDelta(each.getKey(), windowEnd, each.getValue()));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    for (Map.Entry<Long, Map<String, ScoreParts>> firing : open.entrySet()) {
      for (Map.Entry<String, ScoreParts> each : firing.getValue().entrySet()) {
        setCurrentKey(each.getKey());
        // A copy: the heap backend keeps what it is given and writes it while this goes on.
        stored.put(firing.getKey(), each.getValue().copy());
        inState.computeIfAbsent(firing.getKey(), end -> new HashSet<>()).add(each.getKey());
      }
    }
    super.snapshotState(context);
  }

  /** Writes the parts of a firing into state, with the version of their format. */
  static final class PartsSerializer extends HandWrittenSerializer<ScoreParts> {
    static final PartsSerializer INSTANCE = new PartsSerializer();
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    private PartsSerializer() {
      super(ScoreParts.class);
    }

    @Override
    public ScoreParts createInstance() {
      return new ScoreParts();
    }

    @Override
    public ScoreParts copy(ScoreParts from) {
      return from.copy();
    }

    @Override
    public void serialize(ScoreParts parts, DataOutputView out) throws IOException {
      out.writeByte(VERSION);
      parts.write(out);
    }

    @Override
    public ScoreParts deserialize(DataInputView in) throws IOException {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("Parts of a firing have the unknown format " + version);
      }
      return ScoreParts.read(in);
    }

    @Override
    public TypeSerializerSnapshot<ScoreParts> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** What a savepoint keeps of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ScoreParts> {
    public Snapshot() {
      super(() -> PartsSerializer.INSTANCE);
    }
  }
}
