package io.sluice.devicealert.live;

import io.sluice.devicealert.event.ContentHash;
import io.sluice.devicealert.rule.RulePublication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The one split of the table of rules: what was published of it.
 *
 * @param told a hash of what each row said, by the id of its rule
 */
record RuleTableSplit(Map<String, String> told) implements SourceSplit {

  RuleTableSplit {
    told = new TreeMap<>(told);
  }

  /** What is to be published so that the rows are known. */
  List<RulePublication> changes(RuleRows rows) {
    List<RulePublication> changes = new ArrayList<>();
    Set<String> there = new HashSet<>();
    for (RuleRows.Row row : rows.rows()) {
      there.add(row.ruleId());
      if (!hash(row).equals(told.get(row.ruleId()))) {
        changes.add(row.publication());
      }
    }
    for (String ruleId : told.keySet()) {
      if (!there.contains(ruleId)) {
        changes.add(RulePublication.removal(RulePublication.Kind.ROW_GONE, ruleId, rows.at()));
      }
    }
    return changes;
  }

  /** Remembers that these rows were published. */
  RuleTableSplit of(RuleRows rows) {
    Map<String, String> all = new TreeMap<>();
    rows.rows().forEach(row -> all.put(row.ruleId(), hash(row)));
    return new RuleTableSplit(all);
  }

  private static String hash(RuleRows.Row row) {
    return ContentHash.of(row.document(), row.enabled(), row.effectiveFrom(), row.changedAt());
  }

  @Override
  public String splitId() {
    return "alert-rule";
  }

  /** Writes it. */
  static final class Serializer implements SimpleVersionedSerializer<RuleTableSplit> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(RuleTableSplit split) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(256);
      out.writeInt(split.told().size());
      for (Map.Entry<String, String> row : split.told().entrySet()) {
        out.writeUTF(row.getKey());
        out.writeUTF(row.getValue());
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public RuleTableSplit deserialize(int version, byte[] bytes) throws IOException {
      if (version != VERSION) {
        throw new IOException("A rule table of version " + version + "; this release reads 1");
      }
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      Map<String, String> told = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        told.put(in.readUTF(), in.readUTF());
      }
      return new RuleTableSplit(told);
    }
  }
}
