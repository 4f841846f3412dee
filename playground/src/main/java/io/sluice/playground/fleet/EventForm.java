package io.sluice.playground.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/** How events are written: in the job's own structure, or as older gateways do. */
public enum EventForm {
  /** {@code {"eventId","deviceId","type","code","ts","seq"}}, some with an ISO time. */
  OWN {
    @Override
    void fill(FleetEvent event, ObjectNode json) {
      json.put("eventId", event.eventId());
      json.put("deviceId", event.deviceId());
      json.put("type", event.type());
      if (event.code() != null) {
        json.put("code", event.code());
      }
      if (event.number() % ISO_EACH == 0) {
        json.put("ts", Instant.ofEpochMilli(event.ts()).toString());
      } else {
        json.put("ts", event.ts());
      }
      json.put("seq", event.number());
    }
  },

  /** {@code {"Message","DeviceNumber","Param":{"ErrCode","Timestamp","ID"}}}. */
  GATEWAY {
    @Override
    void fill(FleetEvent event, ObjectNode json) {
      json.put("Message", WORDS.getOrDefault(event.type(), event.type()));
      json.put("DeviceNumber", event.deviceId());
      ObjectNode param = json.putObject("Param");
      if (event.code() != null) {
        param.put("ErrCode", event.code());
      }
      param.put("Timestamp", event.ts());
      param.put("ID", event.eventId());
    }
  };

  private static final int ISO_EACH = 16;
  private static final Map<String, String> WORDS = Map.of("FAULT", "ERROR", "RECOVERY", "RECOVER");
  private static final ObjectMapper JSON = new ObjectMapper();

  abstract void fill(FleetEvent event, ObjectNode json);

  byte[] write(FleetEvent event) {
    ObjectNode json = JSON.createObjectNode();
    fill(event, json);
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
