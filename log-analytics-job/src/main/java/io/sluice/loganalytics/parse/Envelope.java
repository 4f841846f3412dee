package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.parse.JsonDocument.Kind;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes the line out of what a log shipper wrapped around it: the JSON of Filebeat, Fluent Bit,
 * Vector or Flume, Flume's Avro, or any JSON object with the line at a given place. With it come
 * the machine, the file and the labels that the envelope names.
 *
 * <p>{@code auto} looks at the first byte of a record that is no line of its own, and looks further
 * only behind a brace or a control character. Used by one thread.
 */
final class Envelope {
  static final String AUTO = "auto";
  static final String NONE = "none";
  static final List<String> NAMES =
      List.of(AUTO, NONE, "filebeat", "fluent-bit", "vector", "flume-avro", "flume-json");
  private static final String POINTER = "json:";

  /** What only Filebeat (or Logstash behind it) writes beside the message. */
  private static final List<String> OF_FILEBEAT =
      List.of("/@timestamp", "/@metadata", "/agent", "/beat", "/ecs", "/input");

  private static final List<String> OF_FLUENT_BIT = List.of("/date", "/kubernetes", "/stream");

  /** Where the machine stands, the surest first. */
  private static final List<String> HOSTS =
      List.of(
          "/host/name",
          "/host/hostname",
          "/agent/hostname",
          "/beat/hostname",
          "/host",
          "/hostname",
          "/kubernetes/host",
          "/headers/host",
          "/headers/hostname");

  private static final List<String> FILES =
      List.of(
          "/log/file/path",
          "/filename",
          "/file",
          "/source",
          "/headers/file",
          "/headers/filename",
          "/headers/basename");

  private final String setting;
  private final boolean automatic;
  private final boolean required;
  private final JsonDocument document;
  private final FlumeAvro avro = new FlumeAvro();
  private final EnvelopeParts parts = new EnvelopeParts();
  private final int[] hosts;
  private final int[] files;
  private final int[] ofFilebeat;
  private final int[] ofFluentBit;
  private final int message;
  private final int log;
  private final int body;
  private final int headers;
  private final int given;
  private String kind = "";

  /** Throws IllegalArgumentException if the setting names no envelope. */
  Envelope(String setting, JsonDocument document) {
    boolean pointer = setting.startsWith(POINTER);
    if (!pointer && !NAMES.contains(setting)) {
      throw new IllegalArgumentException(
          "\""
              + setting
              + "\" is neither one of "
              + String.join(", ", NAMES)
              + " nor json:/pointer/to/the/line");
    }
    this.setting = setting;
    this.automatic = setting.equals(AUTO);
    this.required = !automatic && !setting.equals(NONE);
    this.document = document;
    this.hosts = slots(HOSTS);
    this.files = slots(FILES);
    this.ofFilebeat = slots(OF_FILEBEAT);
    this.ofFluentBit = slots(OF_FLUENT_BIT);
    this.message = document.slot("/message");
    this.log = document.slot("/log");
    this.body = document.slot("/body");
    this.headers = document.slot("/headers");
    this.given = pointer ? document.slot(setting.substring(POINTER.length())) : -1;
    Stream.of("/fields", "/kubernetes", "/headers").forEach(document::slotsOfMembers);
  }

  private int[] slots(List<String> pointers) {
    return pointers.stream().mapToInt(document::slot).toArray();
  }

  /** Whether every record has to be one. */
  boolean isRequired() {
    return required;
  }

  /** Whether it is worth while to look for an envelope; one byte decides. */
  boolean mayBegin(byte[] record) {
    return automatic ? record[0] == '{' || isControl(record[0]) : required;
  }

  /**
   * Whether to look for an envelope before the format: the headers of Avro, or a message without
   * quotes in JSON, could pass for the beginning of some line.
   *
   * @param braced whether lines of the format begin with a brace themselves
   */
  boolean comesFirst(byte[] record, boolean braced) {
    return required || (automatic && (isControl(record[0]) || (record[0] == '{' && !braced)));
  }

  /** Whether what is no envelope, though it begins like one, may be a line all the same. */
  static boolean mayBeLine(byte[] record, boolean braced) {
    return record[0] == '{' ? braced : !isControl(record[0]) || record[0] == '\t';
  }

  private static boolean isControl(byte first) {
    return first >= 0 && first < ' ';
  }

  /**
   * Opens the envelope: the request's buffer then begins with the line.
   *
   * @param to where the record ends without its line end
   * @param length where it ends
   * @return how long the line is, or -1 if there is no envelope
   */
  int open(AccessRequest request, int to, int length) {
    boolean opened = request.buffer[0] == '{' ? openJson(request, to) : openAvro(request, length);
    return opened ? parts.moveInto(request) : -1;
  }

  /** Which kind was opened last. */
  String kind() {
    return kind;
  }

  /** Why a record that begins like an envelope is none, if that says more than the outcome. */
  Outcome refusal(AccessRequest request, int to, Outcome outcome) {
    boolean vague = outcome == Outcome.UNRECOGNISED || outcome == Outcome.NOT_ENVELOPED;
    if (!vague || request.buffer[0] != '{' || setting.equals("flume-avro")) {
      return outcome;
    }
    Outcome read = document.read(request.buffer, to);
    return read == Outcome.REQUEST ? outcome : read;
  }

  private boolean openAvro(AccessRequest request, int length) {
    kind = "flume-avro";
    boolean looked = automatic || setting.equals(kind);
    return looked && avro.read(request.buffer, length, parts);
  }

  private boolean openJson(AccessRequest request, int to) {
    if (setting.equals("flume-avro") || document.read(request.buffer, to) != Outcome.REQUEST) {
      return false;
    }
    int line = lineSlot();
    if (line < 0 || document.kind(line) != Kind.TEXT) {
      return false;
    }
    parts.clear(request.buffer);
    parts.line(document, line);
    int host = firstText(hosts);
    if (host >= 0) {
      parts.host(document, host);
    }
    int file = firstText(files);
    if (file >= 0) {
      parts.file(document, file);
    }
    document.members().addTo(parts);
    return true;
  }

  /** Where the line lies, by the setting or by what else is there; -1 for nowhere. */
  private int lineSlot() {
    if (given >= 0) {
      kind = "json";
      return given;
    }
    kind = automatic ? recognised() : setting;
    return switch (kind) {
      case "flume-json" -> body;
      case "fluent-bit" -> isText(log) ? log : message;
      case "filebeat", "vector" -> message;
      default -> -1;
    };
  }

  private String recognised() {
    if (isText(body) && document.kind(headers) == Kind.OBJECT) {
      return "flume-json";
    }
    if (isText(log)) {
      return "fluent-bit";
    }
    if (isAnyThere(ofFilebeat)) {
      return "filebeat";
    }
    return isAnyThere(ofFluentBit) ? "fluent-bit" : "vector";
  }

  private boolean isText(int slot) {
    return document.kind(slot) == Kind.TEXT && document.to(slot) > document.from(slot);
  }

  private int firstText(int[] slots) {
    for (int slot : slots) {
      if (isText(slot)) {
        return slot;
      }
    }
    return -1;
  }

  private boolean isAnyThere(int[] slots) {
    for (int slot : slots) {
      if (document.kind(slot) != Kind.ABSENT) {
        return true;
      }
    }
    return false;
  }
}
