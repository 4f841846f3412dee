package io.sluice.devicealert;

/** Submits the job: {@code --config FILE}, {@code --set key=value}, {@code --help}. */
public final class DeviceAlertJob {
  private DeviceAlertJob() {}

  public static void main(String[] args) {
    throw new UnsupportedOperationException("The ports of a deployment follow");
  }
}
