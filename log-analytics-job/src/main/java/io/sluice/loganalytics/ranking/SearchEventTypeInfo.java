package io.sluice.loganalytics.ranking;

import io.sluice.common.serde.HandWrittenType;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Gives {@link SearchEvent} its hand-written serializer. */
public final class SearchEventTypeInfo extends TypeInfoFactory<SearchEvent> {
  @Override
  public TypeInformation<SearchEvent> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return new HandWrittenType<>(SearchEventSerializer.INSTANCE);
  }
}
