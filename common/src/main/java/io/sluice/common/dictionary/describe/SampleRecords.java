package io.sluice.common.dictionary.describe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.common.dictionary.CsvLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The records of a sample, each as its values by dotted path.
 *
 * @param delimiter of CSV, null for JSON
 * @param broken lines that were no record
 */
record SampleRecords(
    List<Map<String, Object>> records, List<String> header, Character delimiter, int broken) {
  private static final int DEEPEST = 8;
  private static final String DELIMITERS = ",;\t|";
  private static final int LONGEST_NAME = 80;
  private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?\\d+([.,:T/-]\\d+)*Z?\\s*");
  private static final ObjectMapper JSON = mapper();

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build());
    return mapper;
  }

  static SampleRecords of(List<String> lines) {
    return lines.get(0).stripLeading().startsWith("{") ? json(lines) : csv(lines);
  }

  private static SampleRecords json(List<String> lines) {
    List<Map<String, Object>> records = new ArrayList<>();
    int broken = 0;
    for (String line : lines) {
      try {
        JsonNode root = JSON.readTree(line);
        if (root.isObject()) {
          Map<String, Object> record = new LinkedHashMap<>();
          flatten("", root, record, 0);
          records.add(record);
        } else {
          broken++;
        }
      } catch (JsonProcessingException e) {
        broken++;
      }
    }
    return new SampleRecords(records, List.of(), null, broken);
  }

  private static void flatten(String prefix, JsonNode node, Map<String, Object> into, int depth) {
    node.properties()
        .forEach(
            field -> {
              String path = prefix + field.getKey();
              JsonNode value = field.getValue();
              if (value.isObject() && depth < DEEPEST) {
                flatten(path + ".", value, into, depth + 1);
              } else if (value.isArray()) {
                into.put(path, List.of());
              } else if (value.isBoolean()) {
                into.put(path, value.booleanValue());
              } else if (!value.isNull() && !value.isObject()) {
                into.put(path, value.asText());
              }
            });
  }

  private static SampleRecords csv(List<String> lines) {
    char delimiter = delimiter(lines.get(0));
    CsvLine csv = new CsvLine(delimiter);
    List<String> header = csv.split(lines.get(0));
    List<Map<String, Object>> records = new ArrayList<>();
    int broken = 0;
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = csv.split(line);
      if (header == null || cells == null || cells.size() < header.size()) {
        broken++;
        continue;
      }
      Map<String, Object> record = new LinkedHashMap<>();
      for (int column = 0; column < header.size(); column++) {
        if (!cells.get(column).isEmpty() && !header.get(column).isEmpty()) {
          record.put(header.get(column), cells.get(column));
        }
      }
      records.add(record);
    }
    return new SampleRecords(records, header == null ? List.of() : header, delimiter, broken);
  }

  /** False for a text that only happens to hold commas, such as an access log. */
  boolean hasPlausibleHeader() {
    return delimiter == null
        || (header.size() > 1 && header.stream().noneMatch(SampleRecords::isNoName));
  }

  private static boolean isNoName(String cell) {
    return cell.length() > LONGEST_NAME || cell.indexOf('"') >= 0 || NUMBER.matcher(cell).matches();
  }

  private static char delimiter(String header) {
    char best = ',';
    for (char delimiter : DELIMITERS.toCharArray()) {
      if (count(header, delimiter) > count(header, best)) {
        best = delimiter;
      }
    }
    return best;
  }

  private static long count(String text, char letter) {
    return text.chars().filter(each -> each == letter).count();
  }
}
