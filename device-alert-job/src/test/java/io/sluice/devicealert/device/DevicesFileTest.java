package io.sluice.devicealert.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.devicealert.event.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicesFileTest {
  @TempDir private Path folder;

  @Test
  void aDeviceWinsOverItsLevel() throws Exception {
    Path file =
        file(
            """
            {"deviceId":"d1","level":"gold","site":"north","hold":"5s"}

            {"level":"gold","severity":"CRITICAL","hold":"1m","sla":"4h"}
            {"deviceId":"d2","model":"X1","overrides":["OIL"]}
            """);

    assertThat(DevicesFile.read(file))
        .containsEntry(
            "d1",
            new DeviceConfig("gold", null, null, "north", "4h", Severity.CRITICAL, 5000L, null))
        .containsEntry(
            "d2", new DeviceConfig(null, "X1", null, null, null, null, null, List.of("OIL")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"deviceId\":\"d1\",\"severity\":\"AWFUL\"} | line 1 of devices: No enum constant",
        "{\"deviceId\":\"d1\",\"hold\":\"30\"} | line 1 of devices: not a duration",
        "{\"site\":\"north\"} | line 1 of devices: names neither a deviceId nor a level",
        "[1 | line 1 of devices: Unexpected end-of-input"
      })
  void saysInOneLineWhatIsWrong(String line, String problem) throws Exception {
    Path file = file(line);

    assertThatThrownBy(() -> DevicesFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(problem)
        .hasMessageNotContaining("\n");
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("devices.jsonl"), text);
  }
}
