package io.sluice.loganalytics.clean;

import io.sluice.common.geo.AddressText;
import io.sluice.common.rule.ExpressionCompiler;
import io.sluice.common.rule.Field;
import io.sluice.common.rule.TextSlice;
import io.sluice.common.rule.Vocabulary;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fields of a request that cleaning rules may read and write, under their names in ECS. What
 * the enrichment finds out later is not among them.
 */
final class RequestFields {
  static final String ADDRESS = "source.ip";
  static final String LABELS = "labels.";

  private static final String HTTP = "HTTP/";
  private static final int NANOS = 1000;
  private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  /** Those that rules may write too. */
  private static final Map<String, RequestField> TEXTS = new LinkedHashMap<>();

  static {
    TEXTS.put("url.path", RequestField.PATH);
    TEXTS.put("url.query", RequestField.QUERY);
    TEXTS.put("url.original", RequestField.TARGET);
    TEXTS.put("url.domain", RequestField.HOST);
    TEXTS.put("http.request.method", RequestField.METHOD);
    TEXTS.put("http.request.referrer", RequestField.REFERRER);
    TEXTS.put("http.request.id", RequestField.REQUEST_ID);
    TEXTS.put("user_agent.original", RequestField.USER_AGENT);
    TEXTS.put("user.name", RequestField.USER);
    TEXTS.put("host.name", RequestField.HOST_NAME);
    TEXTS.put("log.file.path", RequestField.LOG_FILE);
  }

  static final Vocabulary<AccessRequest> VOCABULARY = Vocabulary.of(fields());

  private RequestFields() {}

  /** Made when first asked for: a job without rules needs none. */
  static ExpressionCompiler<AccessRequest> compiler() {
    return Compiler.INSTANCE;
  }

  private static final class Compiler {
    static final ExpressionCompiler<AccessRequest> INSTANCE = new ExpressionCompiler<>(VOCABULARY);
  }

  /** What expressions and actions read a text from. */
  static Optional<TextSource> source(String name) {
    if (isLabel(name)) {
      String label = name.substring(LABELS.length());
      return Optional.of(
          new TextSource(
              null, request -> request.labels == null ? null : request.labels.get(label)));
    }
    RequestField slice = TEXTS.get(name);
    if (slice != null) {
      return Optional.of(new TextSource(slice, request -> request.text(slice)));
    }
    return name.equals(ADDRESS)
        ? Optional.of(new TextSource(null, RequestFields::address))
        : Optional.empty();
  }

  /** What actions write to. */
  static Optional<Target> target(String name) {
    if (isLabel(name)) {
      return Optional.of(Target.label(name.substring(LABELS.length())));
    }
    if (TEXTS.containsKey(name)) {
      return Optional.of(Target.text(TEXTS.get(name)));
    }
    return Optional.ofNullable(
        switch (name) {
          case "http.response.status_code" ->
              Target.whole((request, value) -> request.status = (int) value, 0, 999);
          case "http.response.body.bytes" ->
              Target.whole((request, value) -> request.bodyBytes = value, 0, Long.MAX_VALUE);
          case "event.duration" ->
              Target.whole(
                  (request, value) -> request.durationMicros = value / NANOS, 0, Long.MAX_VALUE);
          default -> null;
        });
  }

  static List<String> writable() {
    List<String> names = new ArrayList<>(TEXTS.keySet());
    names.addAll(
        List.of(
            "http.response.status_code",
            "http.response.body.bytes",
            "event.duration",
            "labels.<name>"));
    return names;
  }

  private static boolean isLabel(String name) {
    return name.startsWith(LABELS) && LABEL.matcher(name.substring(LABELS.length())).matches();
  }

  private static List<Field<AccessRequest>> fields() {
    List<Field<AccessRequest>> fields = new ArrayList<>();
    TEXTS.forEach(
        (name, field) ->
            fields.add(Field.text(name, new Slice(field), request -> request.text(field))));
    RequestField client = RequestField.CLIENT_ADDRESS;
    fields.add(Field.text("source.address", new Slice(client), request -> request.text(client)));
    fields.add(Field.text(ADDRESS, RequestFields::address));
    fields.add(Field.text("http.version", RequestFields::version));
    fields.add(
        Field.whole(
            "http.response.status_code",
            request -> request.status != AccessRequest.MISSING,
            request -> Math.max(0, request.status)));
    fields.add(
        Field.whole(
            "http.response.body.bytes",
            request -> request.bodyBytes != AccessRequest.MISSING,
            request -> Math.max(0, request.bodyBytes)));
    fields.add(
        Field.whole(
            "event.duration",
            request -> request.durationMicros != AccessRequest.MISSING,
            request -> Math.max(0, request.durationMicros) * NANOS));
    fields.add(Field.text("event.id", AccessRequest::eventId));
    fields.add(Field.bool("sluice.late", request -> request.late));
    fields.add(Field.bool("sluice.future", request -> request.future));
    fields.add(
        Field.texts("labels", request -> request.labels == null ? Map.of() : request.labels));
    return fields;
  }

  private static String address(AccessRequest request) {
    return request.addressHigh == 0 && request.addressLow == 0
        ? null
        : AddressText.of(request.addressHigh, request.addressLow);
  }

  private static String version(AccessRequest request) {
    String protocol = request.text(RequestField.PROTOCOL);
    return protocol != null && protocol.startsWith(HTTP) && protocol.length() > HTTP.length()
        ? protocol.substring(HTTP.length())
        : protocol;
  }

  private record Slice(RequestField field) implements TextSlice<AccessRequest> {
    @Override
    public byte[] bytes(AccessRequest request) {
      return request.buffer;
    }

    @Override
    public int from(AccessRequest request) {
      return request.from[field.ordinal()];
    }

    @Override
    public int to(AccessRequest request) {
      return request.to[field.ordinal()];
    }
  }
}
