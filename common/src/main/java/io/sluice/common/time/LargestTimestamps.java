package io.sluice.common.time;

import io.sluice.common.source.RawRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The largest timestamps that counted, per partition or file, of one subtask; and the verdicts that
 * follow. Survives restarts and rescaling by being written in parts and read as a whole: each
 * subtask writes what it touched, the first one also what nobody has touched since the restore, and
 * after a restore everybody reads everything, the larger of two entries holding. That is right
 * because a partition's maximum only grows.
 *
 * <p>Topics keep their few entries for good. Files come and go, so that only the most recent
 * {@value #FILES_KEPT} are remembered.
 */
final class LargestTimestamps {

  static final int FILES_KEPT = 10_000;

  private final LatenessRule rule;
  private final Map<Origin, Entry> entries = new LinkedHashMap<>();
  private Entry latest;
  private int files;

  LargestTimestamps(LatenessRule rule) {
    this.rule = rule;
  }

  /** Takes over an entry from state. */
  void restore(LargestTimestamp restored) {
    Entry entry = entry(restored.topic(), restored.partition(), restored.file());
    entry.largest = Math.max(entry.largest, restored.largest());
  }

  /** Judges the record against those before it in its partition or file, and marks it. */
  void judge(EventTimed event) {
    if (event.timestamp() == EventTimed.NO_TIMESTAMP) {
      // Never makes an entry: what a reject says of its origin is not to be believed that far.
      Entry known = entries.get(new Origin(event.topic(), event.partition()));
      event.setProgress(known == null ? event.arrival() : known.progressOf(event.arrival()));
      return;
    }
    Entry entry = entryOf(event);
    if (rule.isLate(event.timestamp(), entry.largest)) {
      event.markLate();
    }
    if (rule.isFuture(event)) {
      event.markFuture();
      event.setProgress(entry.progressOf(event.arrival()));
      return;
    }
    if (event.timestamp() > entry.largest) {
      entry.largest = event.timestamp();
      entry.arrivalOfLargest = event.arrival();
    }
    event.setProgress(entry.largest);
  }

  /**
   * What this subtask has to write.
   *
   * @param withUntouched whether it also answers for the entries that nobody touched
   */
  List<LargestTimestamp> snapshot(boolean withUntouched) {
    List<LargestTimestamp> written = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if ((entry.touched || withUntouched) && entry.largest != EventTimed.NO_TIMESTAMP) {
        written.add(entry.toState());
      }
    }
    return written;
  }

  /** Records come in runs of one partition, so the one before is asked first. */
  private Entry entryOf(EventTimed event) {
    Entry entry = latest;
    if (entry == null || !entry.origin.is(event.topic(), event.partition())) {
      boolean file = event.arrival() == RawRecord.NO_ARRIVAL;
      entry = entry(event.topic(), event.partition(), file);
      entry.touched = true;
      latest = entry;
    }
    return entry;
  }

  private Entry entry(String topic, int partition, boolean file) {
    Origin origin = new Origin(topic, partition);
    Entry entry = entries.get(origin);
    if (entry == null) {
      entry = new Entry(origin, file);
      entries.put(origin, entry);
      files += file ? 1 : 0;
      forgetOldestFile();
    }
    return entry;
  }

  private void forgetOldestFile() {
    if (files <= FILES_KEPT) {
      return;
    }
    for (Iterator<Entry> oldest = entries.values().iterator(); oldest.hasNext(); ) {
      if (oldest.next().file) {
        oldest.remove();
        files--;
        return;
      }
    }
  }

  private record Origin(String topic, int partition) {
    boolean is(String otherTopic, int otherPartition) {
      return partition == otherPartition && topic.equals(otherTopic);
    }
  }

  private static final class Entry {
    private final Origin origin;
    private final boolean file;
    private long largest = EventTimed.NO_TIMESTAMP;
    private long arrivalOfLargest = RawRecord.NO_ARRIVAL;
    private boolean touched;

    Entry(Origin origin, boolean file) {
      this.origin = origin;
      this.file = file;
    }

    /** See {@link EventTimed#progress}; NO_ARRIVAL and NO_TIMESTAMP are the same number. */
    long progressOf(long arrival) {
      if (largest == EventTimed.NO_TIMESTAMP) {
        return arrival;
      }
      return arrival == RawRecord.NO_ARRIVAL || arrivalOfLargest == RawRecord.NO_ARRIVAL
          ? largest
          : largest + Math.max(0, arrival - arrivalOfLargest);
    }

    LargestTimestamp toState() {
      return new LargestTimestamp(origin.topic(), origin.partition(), file, largest);
    }
  }
}
