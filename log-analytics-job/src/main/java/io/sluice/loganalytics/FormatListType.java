package io.sluice.loganalytics;

import io.sluice.common.config.SettingType;
import java.util.Arrays;
import java.util.List;

/**
 * One format or several. Names may stand with commas between them; format strings, which hold
 * commas themselves, one by itself or as items of a YAML list.
 */
final class FormatListType implements SettingType<List<String>> {
  @Override
  public String name() {
    return "format or list of formats";
  }

  @Override
  public String expectation() {
    return "a format; several names with commas between them; or a YAML list of names and strings";
  }

  @Override
  public List<String> parse(String text) {
    boolean string = text.indexOf('$') >= 0 || text.indexOf('%') >= 0;
    return string ? List.of(text) : parseItems(Arrays.asList(text.split(",", -1)));
  }

  @Override
  public List<String> parseItems(List<String> items) {
    return items.stream().map(FormatListType::item).toList();
  }

  private static String item(String item) {
    String format = item.indexOf('$') >= 0 || item.indexOf('%') >= 0 ? item : item.strip();
    if (format.isEmpty()) {
      throw new IllegalArgumentException("an empty item");
    }
    return format;
  }
}
