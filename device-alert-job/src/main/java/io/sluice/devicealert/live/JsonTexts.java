package io.sluice.devicealert.live;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of texts as a column of type jsonb. */
final class JsonTexts {
  private JsonTexts() {}

  static String array(List<String> texts) {
    return texts.stream()
        .map(text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
