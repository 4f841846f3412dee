package io.sluice.loganalytics.appevent;

import io.sluice.common.dictionary.Dictionary;
import io.sluice.common.dictionary.Reading;
import io.sluice.common.dictionary.Source;
import io.sluice.common.dictionary.SourceReader;
import io.sluice.common.dictionary.Unreadable;
import io.sluice.common.reject.Rejected;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * Makes one {@link AppEvent} of every record, understood or with the reason why not. Records are
 * read by what the data dictionary says of app events; those that it does not recognise by the
 * presets app-search, app-click and app-order. Never throws on what a record holds.
 */
public final class AppEventDecoder implements RecordDecoder<AppEvent> {
  /** What rejects and counts call this step. */
  public static final String STAGE = "parse-events";

  private static final long serialVersionUID = 1L;
  private static final String PRESETS = "app-events.yaml";

  private final Source described;
  private final Source known;

  private transient SourceReader describedReader;
  private transient SourceReader knownReader;
  private transient EventFields describedFields;
  private transient EventFields knownFields;

  /**
   * @param described what the data dictionary says of app events; null for nothing
   */
  public AppEventDecoder(Source described) {
    this.described = described;
    this.known = presets();
  }

  /** Throws IllegalArgumentException that says in one line what is wrong with the entry. */
  public static void checkSource(Source source) {
    EventFields.check(source);
  }

  private static Source presets() {
    try (Reader text =
        new InputStreamReader(
            AppEventDecoder.class.getResourceAsStream(PRESETS), StandardCharsets.UTF_8)) {
      return Dictionary.read(PRESETS, text).sources().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + PRESETS + " from the jar", e);
    }
  }

  @Override
  public void decode(RawRecord raw, Collector<AppEvent> out) {
    if (knownReader == null) {
      prepare();
    }
    EventFields fields = describedFields;
    Reading reading = described == null ? null : read(describedReader, raw);
    if (reading == null || reading.problem() == Unreadable.UNRECOGNISED) {
      fields = knownFields;
      reading = read(knownReader, raw);
    }
    if (!reading.isHeader()) {
      out.collect(event(raw, fields, reading));
    }
  }

  private void prepare() {
    knownReader = new SourceReader(known);
    knownFields = new EventFields(known);
    if (described != null) {
      describedReader = new SourceReader(described);
      describedFields = new EventFields(described);
    }
  }

  private static Reading read(SourceReader reader, RawRecord raw) {
    return reader.read(raw.value(), 0, raw.value().length, raw.topic());
  }

  private static AppEvent event(RawRecord raw, EventFields fields, Reading reading) {
    AppEvent event = new AppEvent();
    event.cameFrom(raw);
    if (reading.problem() != null) {
      event.rejected = rejected(raw, reading.problem().reason(), reading.message());
      return event;
    }
    try {
      EventContent.take(fields, reading, event);
    } catch (Refused refused) {
      event.rejected = rejected(raw, refused.reason(), refused.getMessage());
    }
    return event;
  }

  private static Rejected rejected(RawRecord raw, String reason, String message) {
    return Rejected.of(raw, STAGE, reason, message, null);
  }

  @Override
  public TypeInformation<AppEvent> producedType() {
    return TypeInformation.of(AppEvent.class);
  }
}
