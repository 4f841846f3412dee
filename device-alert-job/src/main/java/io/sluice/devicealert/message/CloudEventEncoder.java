package io.sluice.devicealert.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/**
 * Messages as CloudEvents 1.0. On Kafka in binary mode: the value is the message alone, its
 * attributes are headers {@code ce_…}, and the key is the subject. In a file the message alone or,
 * structured, inside its event.
 *
 * <p>Ids are derived from what the message says, so (source, id) tells a repetition. The extensions
 * are {@code partitionkey}, {@code correlationid} (the alert), {@code causationid} (the event that
 * it follows from), {@code sequence}, {@code recordedtime}, {@code ruleid}, {@code ruleversion} and
 * {@code severitytext}, each where it is known. The evidence stands in the message.
 *
 * @param <T> the message
 */
abstract class CloudEventEncoder<T> extends JsonEncoder<T> {
  private static final long serialVersionUID = 1L;
  private static final String SOURCE = "/sluice/device-alert";
  private static final String JSON = "application/json";

  private final boolean structured;

  CloudEventEncoder(boolean structured) {
    this.structured = structured;
  }

  abstract String id(T message);

  /** The last words of the type, e.g. {@code alert.raised}. */
  abstract String type(T message);

  abstract long ts(T message);

  abstract String subject(T message);

  /** Adds what extends the attributes; null is left out. */
  abstract void extensions(T message, Map<String, String> attributes);

  /** Writes the fields of the message itself. */
  abstract void data(T message, JsonGenerator json) throws IOException;

  @Override
  protected final void fields(T message, JsonGenerator json) throws IOException {
    if (!structured) {
      data(message, json);
      return;
    }
    for (Map.Entry<String, String> attribute : attributes(message).entrySet()) {
      json.writeStringField(attribute.getKey(), attribute.getValue());
    }
    json.writeStringField("datacontenttype", JSON);
    json.writeObjectFieldStart("data");
    data(message, json);
    json.writeEndObject();
  }

  @Override
  public final byte[] key(T message) {
    return subject(message).getBytes(UTF_8);
  }

  @Override
  public final Long timestamp(T message) {
    return ts(message);
  }

  @Override
  public final void headers(T message, Headers headers) {
    attributes(message).forEach((name, value) -> headers.add("ce_" + name, value.getBytes(UTF_8)));
    headers.add("content-type", JSON.getBytes(UTF_8));
  }

  private Map<String, String> attributes(T message) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", id(message));
    attributes.put("source", SOURCE);
    attributes.put("type", "io.sluice.device." + type(message) + ".v1");
    attributes.put("time", time(ts(message)));
    attributes.put("subject", subject(message));
    attributes.put("partitionkey", subject(message));
    extensions(message, attributes);
    attributes.values().removeIf(value -> value == null);
    return attributes;
  }

  static void writeText(JsonGenerator json, String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  static void writeTexts(JsonGenerator json, String name, Iterable<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
