package io.sluice.devicealert;

import io.sluice.common.testing.FatJarCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FatJarITCase {
  @Test
  void holdsTheJobAndNothingOfTheCluster() {
    FatJarCheck.assertFit(Path.of("target"), DeviceAlertJob.class);
  }
}
