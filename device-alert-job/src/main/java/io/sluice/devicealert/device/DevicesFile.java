package io.sluice.devicealert.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.config.DurationText;
import io.sluice.devicealert.event.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Device configuration as a file, one JSON object a line: of a device {@code {"deviceId","level",
 * "model","version","site","sla","severity","hold","overrides":[…]}}, of a level the same with
 * {@code level} and without {@code deviceId}. A line of a device wins over its level's. All but the
 * name is optional; {@code hold} is a duration such as {@code 30s}.
 */
public final class DevicesFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, DeviceConfig> devices = new HashMap<>();
  private final Map<String, DeviceConfig> levels = new HashMap<>();

  private DevicesFile() {}

  /**
   * @throws IllegalArgumentException that says in one line what is wrong with the file
   */
  public static Map<String, DeviceConfig> read(Path file) {
    DevicesFile read = new DevicesFile();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          read.take(line, number);
        }
      }
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException("there is no file " + file, missing);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("cannot be read: " + unreadable.getMessage(), unreadable);
    }
    return read.merged();
  }

  private void take(String line, int number) {
    try {
      JsonNode node = JSON.readTree(line);
      DeviceConfig config = config(node);
      if (node.hasNonNull("deviceId")) {
        devices.put(node.get("deviceId").asText(), config);
      } else if (config.level() != null) {
        levels.put(config.level(), config);
      } else {
        throw new IllegalArgumentException("names neither a deviceId nor a level");
      }
    } catch (IOException | IllegalArgumentException wrong) {
      String reason = wrong.getMessage().lines().findFirst().orElse("");
      throw new IllegalArgumentException("line " + number + " of devices: " + reason, wrong);
    }
  }

  private static DeviceConfig config(JsonNode node) {
    String severity = text(node, "severity");
    String hold = text(node, "hold");
    return new DeviceConfig(
        text(node, "level"),
        text(node, "model"),
        text(node, "version"),
        text(node, "site"),
        text(node, "sla"),
        severity == null ? null : Severity.valueOf(severity),
        hold == null ? null : DurationText.parse(hold).toMillis(),
        texts(node.get("overrides")));
  }

  private static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asText() : null;
  }

  private static List<String> texts(JsonNode list) {
    if (list == null || list.isNull()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private Map<String, DeviceConfig> merged() {
    Map<String, DeviceConfig> merged = new HashMap<>();
    devices.forEach(
        (id, config) ->
            merged.put(id, config.over(levels.getOrDefault(config.level(), DeviceConfig.NONE))));
    return merged;
  }
}
