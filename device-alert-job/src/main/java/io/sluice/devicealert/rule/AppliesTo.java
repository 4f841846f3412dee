package io.sluice.devicealert.rule;

import java.io.Serializable;
import java.util.ArrayList;
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

  /**
   * The names of attributes that it asks for and that are not known, as long as none that is known
   * excludes the device.
   */
  public List<String> unknown(String deviceLevel, String deviceModel, String deviceVersion) {
    List<String> names = new ArrayList<>();
    boolean excluded =
        excludes("level", level, deviceLevel, names)
            | excludes("model", model, deviceModel, names)
            | excludes("version", version, deviceVersion, names);
    return excluded ? List.of() : names;
  }

  private static boolean excludes(
      String name, List<String> values, String value, List<String> unknown) {
    if (takes(values, value)) {
      return false;
    }
    if (value == null) {
      unknown.add(name);
    }
    return value != null;
  }

  private static boolean takes(List<String> values, String value) {
    return values.isEmpty() || (value != null && values.contains(value));
  }
}
