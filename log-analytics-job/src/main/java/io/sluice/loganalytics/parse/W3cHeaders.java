package io.sluice.loganalytics.parse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the directives of W3C logs said last, for each log by itself: a log is a file of a replay,
 * or a partition together with the machine and the file that an envelope names. Its exit: of a
 * partition's logs only the {@link #MOST_LOGS} used last are kept.
 *
 * <p>The only thing the parser remembers from line to line, so it has to survive a restart in the
 * middle of a log: {@link #memory} is kept with the offset of the partition.
 */
final class W3cHeaders {
  static final int MOST_LOGS = 1_000;
  private static final int VERSION = 1;

  /** The directives of one log. */
  static final class Header {
    /** Null until a {@code #Fields:} line came and no setting stands in. */
    W3cLayout layout;

    /** Day of the last {@code #Date:}, for lines without a date; null if there was none. */
    byte[] date;
  }

  private final W3cLayout standIn;
  private final Map<String, Map<String, Header>> partitions = new LinkedHashMap<>();
  private String lastTopic;
  private int lastPartition;
  private Map<String, Header> lastLogs;

  /**
   * @param standIn the columns of logs whose own are not known; may be null
   */
  W3cHeaders(W3cLayout standIn) {
    this.standIn = standIn;
  }

  /** What is known of a log; never null. */
  Header of(String topic, int partition, String log) {
    Map<String, Header> logs = logs(topic, partition);
    Header header = logs.get(log);
    if (header == null) {
      header = new Header();
      header.layout = standIn;
      logs.put(log, header);
    }
    return header;
  }

  private Map<String, Header> logs(String topic, int partition) {
    if (lastLogs == null || partition != lastPartition || !topic.equals(lastTopic)) {
      lastLogs = partitions.computeIfAbsent(topic + '-' + partition, name -> new LogsUsedLast());
      lastTopic = topic;
      lastPartition = partition;
    }
    return lastLogs;
  }

  /** All that is known of a partition's logs, or null if that is nothing. */
  byte[] memory(String topic, int partition) {
    Map<String, Header> logs = partitions.get(topic + '-' + partition);
    if (logs == null || logs.values().stream().allMatch(this::saysNothing)) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt((int) logs.values().stream().filter(header -> !saysNothing(header)).count());
      for (Map.Entry<String, Header> log : logs.entrySet()) {
        if (!saysNothing(log.getValue())) {
          write(log.getKey(), log.getValue(), out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private boolean saysNothing(Header header) {
    return header.layout == standIn && header.date == null;
  }

  private static void write(String log, Header header, DataOutputStream out) throws IOException {
    writeText(log.getBytes(StandardCharsets.UTF_8), out);
    String columns = header.layout == null ? "" : header.layout.columns();
    writeText(columns.getBytes(StandardCharsets.UTF_8), out);
    writeText(header.date == null ? new byte[0] : header.date, out);
  }

  private static void writeText(byte[] text, DataOutputStream out) throws IOException {
    out.writeInt(text.length);
    out.write(text);
  }

  /** Takes back what {@link #memory} said before a restart. */
  void recall(String topic, int partition, byte[] memory) {
    Map<String, Header> logs = logs(topic, partition);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(memory))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("W3C headers of version " + version + ", not " + VERSION);
      }
      for (int left = in.readInt(); left > 0; left--) {
        String log = readText(in);
        Header header = new Header();
        String columns = readText(in);
        header.layout = columns.isEmpty() ? standIn : new W3cLayout(columns);
        String date = readText(in);
        header.date = date.isEmpty() ? null : date.getBytes(StandardCharsets.UTF_8);
        logs.put(log, header);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  /** Forgets the log that was not used for longest. */
  private static final class LogsUsedLast extends LinkedHashMap<String, Header> {
    private static final long serialVersionUID = 1L;

    LogsUsedLast() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Header> eldest) {
      return size() > MOST_LOGS;
    }
  }
}
