package io.sluice.common.source.file;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * All files of one input in the order in which they are read, and how far the reader has come: one
 * reader per input, so one split.
 *
 * @param files oldest first
 * @param current index of the file being read; files.size() when all are
 * @param position where to read on in it, in the unpacked file
 * @param memory what the decoder has to know of the lines before, or null
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record FilesSplit(List<ReplayFile> files, int current, long position, byte[] memory)
    implements SourceSplit, Serializable {
  @Override
  public String splitId() {
    return "files";
  }

  /** The least event time of the files after the current one; Long.MAX_VALUE if there is none. */
  static long pendingFrom(List<ReplayFile> files, int current) {
    return current + 1 < files.size() ? files.get(current + 1).firstEvent() : Long.MAX_VALUE;
  }
}
