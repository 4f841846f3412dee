package io.sluice.devicealert.device;

import io.sluice.devicealert.event.Severity;
import java.io.Serializable;
import java.util.List;

/**
 * What is configured about a device, its level's settings already put in where it has none of its
 * own. Each may be null: not known, and for the last three, as the rule says.
 *
 * @param sla what was promised, as words for whoever is sent
 * @param severity of every alert of the device, instead of the rule's
 * @param hold milliseconds that every dispatch waits, instead of the rule's
 * @param overrides alert types that every alert of the device suppresses, instead of the rule's
 */
public record DeviceConfig(
    String level,
    String model,
    String version,
    String site,
    String sla,
    Severity severity,
    Long hold,
    List<String> overrides)
    implements Serializable {

  /** What is there of a device nobody has configured. */
  public static final DeviceConfig NONE =
      new DeviceConfig(null, null, null, null, null, null, null, null);

  /** This, with what it lacks taken from its level. */
  public DeviceConfig over(DeviceConfig levels) {
    return new DeviceConfig(
        level,
        either(model, levels.model),
        either(version, levels.version),
        either(site, levels.site),
        either(sla, levels.sla),
        either(severity, levels.severity),
        either(hold, levels.hold),
        either(overrides, levels.overrides));
  }

  private static <T> T either(T own, T other) {
    return own != null ? own : other;
  }
}
