package io.sluice.devicealert.rule;

import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/** Takes documents of rules from a topic, one a record; a tombstone is none. */
public final class RuleRecords implements RecordDecoder<RulePublication> {
  private static final long serialVersionUID = 1L;

  @Override
  public void decode(RawRecord raw, Collector<RulePublication> out) {
    if (raw.value().length > 0) {
      out.collect(
          new RulePublication(
              RulePublication.Kind.RECORD,
              new String(raw.value(), StandardCharsets.UTF_8),
              raw.topic() + '-' + raw.partition() + '-' + raw.offset(),
              Math.max(0, raw.arrival()),
              null));
    }
  }

  @Override
  public TypeInformation<RulePublication> producedType() {
    return TypeInformation.of(RulePublication.class);
  }
}
