package io.sluice.devicealert.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * {@code {"actor","ts","action","target":{"deviceId"|"ruleId"|"alertId"},"until"}}: the target is
 * exactly one of the three, and a SHELVE ends some time.
 */
public final class OperatorActionDecoder extends JsonDecoder<OperatorAction> {
  /** What rejects call this step. */
  public static final String STAGE = "decode-operator-actions";

  private static final long serialVersionUID = 1L;

  public OperatorActionDecoder() {
    super(STAGE);
  }

  @Override
  OperatorAction create() {
    return new OperatorAction();
  }

  @Override
  void read(JsonNode object, OperatorAction action) throws Refused {
    action.actor = text(object, "actor", false);
    action.action = word(object, "action", OperatorAction.Action.class);
    action.until = time(object, "until", action.action == OperatorAction.Action.SHELVE);
    JsonNode target = object.path("target");
    action.deviceId = text(target, "deviceId", false);
    action.ruleId = text(target, "ruleId", false);
    action.alertId = text(target, "alertId", false);
    int targets =
        (action.deviceId == null ? 0 : 1)
            + (action.ruleId == null ? 0 : 1)
            + (action.alertId == null ? 0 : 1);
    if (targets != 1) {
      throw new Refused("bad-target", "target names not exactly one of deviceId, ruleId, alertId");
    }
  }

  @Override
  public TypeInformation<OperatorAction> producedType() {
    return TypeInformation.of(OperatorAction.class);
  }
}
