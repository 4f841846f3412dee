package io.sluice.devicealert.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * {@code {"eventId","deviceId","type","code","ts","seq"}}, of which eventId, code and seq may be
 * missing; or a message of the form {@code {"Message","DeviceNumber","Param":{"ErrCode",
 * "Timestamp","ID"}}}, told by its DeviceNumber.
 */
public final class DeviceEventDecoder extends JsonDecoder<DeviceEvent> {
  /** What rejects call this step. */
  public static final String STAGE = "decode-device-events";

  private static final long serialVersionUID = 1L;

  /** The end of the year 9999: what lies beyond is no time. */
  private static final long LAST_TIME = 253_402_300_799_999L;

  /** What messages say in other words. */
  private static final Map<String, String> WORDS =
      Map.of("ERROR", EventType.FAULT.name(), "RECOVER", EventType.RECOVERY.name());

  private final Set<String> catalogue;

  /**
   * @param catalogue the codes that devices have; empty where nobody has said, then all are known
   */
  public DeviceEventDecoder(Set<String> catalogue) {
    super(STAGE);
    this.catalogue = Set.copyOf(catalogue);
  }

  @Override
  DeviceEvent create() {
    return new DeviceEvent();
  }

  @Override
  JsonNode named(JsonNode object) {
    if (!object.has("DeviceNumber")) {
      return object;
    }
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    JsonNode param = object.path("Param");
    String word = object.path("Message").asText().toUpperCase(Locale.ROOT);
    named.put("type", WORDS.getOrDefault(word, word));
    named.set("deviceId", object.get("DeviceNumber"));
    named.set("code", param.get("ErrCode"));
    named.set("ts", param.get("Timestamp"));
    named.set("eventId", param.get("ID"));
    return named;
  }

  @Override
  void read(JsonNode object, DeviceEvent event) throws Refused {
    event.deviceId = text(object, "deviceId", true);
    event.type = word(object, "type", EventType.class);
    event.code = text(object, "code", false);
    event.seq = number(object.get("seq"));
    if (event.ts > LAST_TIME) {
      throw new Refused("bad-ts", "ts lies behind the year 9999: " + event.ts);
    }
    if (event.code != null && !catalogue.isEmpty() && !catalogue.contains(event.code)) {
      throw new Refused("unknown-code", "The code is not in the catalogue: " + event.code);
    }
    String id = text(object, "eventId", false);
    event.eventId =
        id != null
            ? id
            : ContentHash.of(event.deviceId, event.type, event.code, event.ts, event.seq);
  }

  private static long number(JsonNode seq) throws Refused {
    if (seq == null || seq.isNull()) {
      return 0;
    }
    if (!seq.canConvertToLong() || !seq.isIntegralNumber()) {
      throw new Refused("bad-seq", "seq is not a whole number");
    }
    return seq.longValue();
  }

  @Override
  public TypeInformation<DeviceEvent> producedType() {
    return TypeInformation.of(DeviceEvent.class);
  }
}
