package io.sluice.devicealert.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.devicealert.dispatch.DeviceKnown;
import io.sluice.devicealert.dispatch.Dispatch;
import io.sluice.devicealert.dispatch.DispatchAction;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * A dispatch as a line of {@code dispatches.jsonl} and a record of the topic device-dispatches. A
 * member {@code deviceConfig} says when what is configured about the device was not current.
 */
public final class DispatchEncoder extends CloudEventEncoder<Dispatch> {
  private static final long serialVersionUID = 1L;

  /**
   * @param structured whether values are whole events, see {@link CloudEventEncoder}
   */
  public DispatchEncoder(boolean structured) {
    super(structured);
  }

  @Override
  String id(Dispatch dispatch) {
    return dispatch.dispatchId;
  }

  @Override
  String type(Dispatch dispatch) {
    return "dispatch." + dispatch.action.name().toLowerCase(Locale.ROOT);
  }

  @Override
  long ts(Dispatch dispatch) {
    return dispatch.ts;
  }

  /** The device; of a SUMMARY, which is about many, the site. */
  @Override
  String subject(Dispatch dispatch) {
    return dispatch.deviceId == null ? String.valueOf(dispatch.site) : dispatch.deviceId;
  }

  @Override
  void extensions(Dispatch dispatch, Map<String, String> attributes) {
    attributes.put("correlationid", dispatch.alertId);
    attributes.put("causationid", dispatch.causedBy);
    attributes.put("severitytext", dispatch.severity == null ? null : dispatch.severity.name());
    if (dispatch.ruleId != null) {
      attributes.put("ruleid", dispatch.ruleId);
      attributes.put("ruleversion", String.valueOf(dispatch.ruleVersion));
    }
  }

  @Override
  void data(Dispatch dispatch, JsonGenerator json) throws IOException {
    json.writeStringField("dispatchId", dispatch.dispatchId);
    json.writeStringField("action", dispatch.action.name());
    if (dispatch.action == DispatchAction.SUMMARY) {
      summary(dispatch, json);
      return;
    }
    json.writeStringField("alertId", dispatch.alertId);
    json.writeStringField("deviceId", dispatch.deviceId);
    json.writeStringField("alertType", dispatch.alertType);
    json.writeStringField("severity", dispatch.severity.name());
    json.writeStringField("ts", time(dispatch.ts));
    json.writeStringField("reason", dispatch.reason);
    json.writeNumberField("priority", dispatch.priority);
    json.writeStringField("ruleId", dispatch.ruleId);
    json.writeNumberField("ruleVersion", dispatch.ruleVersion);
    json.writeStringField("openedAt", time(dispatch.openedAt));
    json.writeStringField("faultTime", time(dispatch.faultTime));
    writeTexts(json, "evidence", dispatch.evidence);
    writeText(json, "site", dispatch.site);
    writeText(json, "level", dispatch.level);
    writeText(json, "sla", dispatch.sla);
    if (dispatch.deviceKnown != DeviceKnown.CURRENT) {
      json.writeStringField("deviceConfig", dispatch.deviceKnown.name());
    }
  }

  private static void summary(Dispatch dispatch, JsonGenerator json) throws IOException {
    json.writeNullField("alertId");
    json.writeNullField("deviceId");
    writeText(json, "site", dispatch.site);
    json.writeStringField("severity", dispatch.severity.name());
    json.writeStringField("ts", time(dispatch.ts));
    json.writeStringField("reason", dispatch.reason);
    json.writeNumberField("dispatches", dispatch.dispatches);
    writeTexts(json, "alerts", dispatch.evidence);
  }
}
