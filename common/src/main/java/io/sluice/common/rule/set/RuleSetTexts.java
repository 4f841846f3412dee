package io.sluice.common.rule.set;

import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/** Takes documents from a topic, one a record; a tombstone is none. */
public final class RuleSetTexts implements RecordDecoder<RuleSetText> {
  private static final long serialVersionUID = 1L;

  @Override
  public void decode(RawRecord raw, Collector<RuleSetText> out) {
    if (raw.value().length > 0) {
      out.collect(
          new RuleSetText(
              new String(raw.value(), StandardCharsets.UTF_8),
              raw.topic() + '-' + raw.partition() + '-' + raw.offset(),
              Math.max(0, raw.arrival())));
    }
  }

  @Override
  public TypeInformation<RuleSetText> producedType() {
    return TypeInformation.of(RuleSetText.class);
  }
}
