package io.sluice.devicealert.rule;

import java.io.Serializable;
import java.util.List;

/** Which devices a rule is for: each list names the values it takes, an empty one takes all. */
public record AppliesTo(List<String> level, List<String> model, List<String> version)
    implements Serializable {
  public static final AppliesTo ALL = new AppliesTo(List.of(), List.of(), List.of());

  public AppliesTo {
    level = List.copyOf(level);
    model = List.copyOf(model);
    version = List.copyOf(version);
  }

  public boolean all() {
    return level.isEmpty() && model.isEmpty() && version.isEmpty();
  }

  /** An attribute that is not known matches nothing but an empty list. */
  public boolean takes(String deviceLevel, String deviceModel, String deviceVersion) {
    return takes(level, deviceLevel) && takes(model, deviceModel) && takes(version, deviceVersion);
  }

  /** Whether the rule asks for an attribute that is not known. */
  public boolean asksForUnknown(String deviceLevel, String deviceModel, String deviceVersion) {
    return unknown(level, deviceLevel)
        || unknown(model, deviceModel)
        || unknown(version, deviceVersion);
  }

  private static boolean takes(List<String> values, String value) {
    return values.isEmpty() || (value != null && values.contains(value));
  }

  private static boolean unknown(List<String> values, String value) {
    return !values.isEmpty() && value == null;
  }
}
