package io.sluice.playground.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The rules that the made-up devices are judged by, a document as the topic alert-rules has it. */
public final class DeviceRules {
  private DeviceRules() {}

  public static String document() {
    try (InputStream in = DeviceRules.class.getResourceAsStream("device-rules.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
