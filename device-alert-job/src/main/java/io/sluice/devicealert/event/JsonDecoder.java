package io.sluice.devicealert.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.reject.Rejected;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.apache.flink.util.Collector;

/**
 * Base of the decoders of small JSON objects: one record out for each in, understood or with the
 * reason why not. Unknown members are ignored.
 *
 * @param <T> what comes out
 */
abstract class JsonDecoder<T extends Incoming> implements RecordDecoder<T> {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_QUOTE = 100;

  /** Says in one line why a record is refused. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Refused(String reason, String message) {
      super(message);
      this.reason = reason;
    }
  }

  private final String stage;

  JsonDecoder(String stage) {
    this.stage = stage;
  }

  abstract T create();

  /** The object with the names that this job knows, where it came with others. */
  JsonNode named(JsonNode object) {
    return object;
  }

  /** Fills the record, apart from where it lay. */
  abstract void read(JsonNode object, T record) throws Refused;

  @Override
  public final void decode(RawRecord raw, Collector<T> out) {
    T record = create();
    record.cameFrom(raw);
    try {
      JsonNode given = JSON.readTree(raw.value());
      if (given == null || !given.isObject()) {
        throw new Refused("not-an-object", "The record is not a JSON object");
      }
      JsonNode object = named(given);
      record.ts = time(object, "ts", true);
      read(object, record);
    } catch (Refused refused) {
      record.rejected = rejected(raw, refused.reason, refused.getMessage(), null);
    } catch (JsonProcessingException wrong) {
      record.rejected = rejected(raw, "not-json", wrong.getOriginalMessage(), wrong);
    } catch (IOException wrong) {
      record.rejected = rejected(raw, "not-json", wrong.getMessage(), wrong);
    }
    out.collect(record);
  }

  private Rejected rejected(RawRecord raw, String reason, String message, Exception cause) {
    return new Rejected(
        stage,
        reason,
        message,
        raw.topic(),
        raw.partition(),
        raw.offset(),
        raw.arrival(),
        cause == null ? null : cause.getClass().getName(),
        raw.value());
  }

  /** A text or number as text; null where there is none and none is needed. */
  static String text(JsonNode object, String member, boolean needed) throws Refused {
    JsonNode node = object.get(member);
    String text = node == null || !node.isValueNode() || node.isNull() ? "" : node.asText();
    if (text.isEmpty() && needed) {
      throw new Refused("missing-" + kebab(member), "There is no " + member);
    }
    return text.isEmpty() ? null : text;
  }

  /** Epoch milliseconds or ISO-8601 with zone; null where there is none and none is needed. */
  static Long time(JsonNode object, String member, boolean needed) throws Refused {
    String text = text(object, member, needed);
    if (text == null) {
      return null;
    }
    try {
      boolean number = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
      long time =
          number && text.lastIndexOf('-') < 1
              ? Long.parseLong(text)
              : OffsetDateTime.parse(text).toInstant().toEpochMilli();
      if (time >= 0) {
        return time;
      }
    } catch (NumberFormatException | DateTimeException | ArithmeticException wrong) {
      // Refused below, as is a time before 1970.
    }
    throw new Refused(
        "bad-" + kebab(member),
        member + " is neither epoch milliseconds nor ISO-8601 with a zone: " + quote(text));
  }

  static <E extends Enum<E>> E word(JsonNode object, String member, Class<E> type) throws Refused {
    String text = text(object, member, true);
    for (E word : type.getEnumConstants()) {
      if (word.name().equals(text)) {
        return word;
      }
    }
    throw new Refused("unknown-" + kebab(member), "No such " + member + ": " + quote(text));
  }

  private static String kebab(String member) {
    return member.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String quote(String text) {
    return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
  }
}
