package io.sluice.loganalytics.event;

import io.sluice.common.serde.HandWrittenType;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Gives {@link ParsedLine} its hand-written serializer. */
public final class ParsedLineTypeInfo extends TypeInfoFactory<ParsedLine> {
  @Override
  public TypeInformation<ParsedLine> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return new HandWrittenType<>(ParsedLineSerializer.INSTANCE);
  }
}
