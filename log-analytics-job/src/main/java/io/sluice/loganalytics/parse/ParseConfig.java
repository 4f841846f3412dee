package io.sluice.loganalytics.parse;

import io.sluice.common.dictionary.Source;
import java.io.Serializable;
import java.util.List;

/**
 * How access log lines are read; checked when it is made, so that a wrong setting stops the start.
 *
 * @param formats {@code auto} (recognised line by line), one of {@link #formatNames()}, or a format
 *     string of nginx (known by its {@code $}), Apache or gunicorn (known by their {@code %});
 *     several are tried in order
 * @param envelope {@code auto}, {@code none}, the name of an envelope around the lines, or {@code
 *     json:} and a JSON pointer
 * @param jsonFields for {@code nginx-json}: {@code name=variable}, beside the variables' own names
 * @param w3cFields the columns of W3C logs that do not say them; empty for none
 * @param trustedProxies addresses and CIDR blocks, or {@code unix:}, whose X-Forwarded-For is
 *     believed; empty: the peer of the connection is the client
 * @param maxLineBytes longer records are rejected
 */
public record ParseConfig(
    List<String> formats,
    String envelope,
    List<String> jsonFields,
    String w3cFields,
    List<String> trustedProxies,
    int maxLineBytes)
    implements Serializable {
  public static final String FORMAT_KEY = "parse.format";
  public static final String ENVELOPE_KEY = "parse.envelope";
  public static final String JSON_FIELDS_KEY = "parse.json-fields";
  public static final String W3C_FIELDS_KEY = "parse.w3c-fields";
  public static final String TRUSTED_PROXIES_KEY = "parse.trusted-proxies";
  public static final String MAX_LINE_BYTES_KEY = "parse.max-line-bytes";
  public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;

  /** Throws IllegalArgumentException with one line that names the key and what is wrong. */
  public ParseConfig {
    formats = List.copyOf(formats);
    jsonFields = List.copyOf(jsonFields);
    trustedProxies = List.copyOf(trustedProxies);
    if (maxLineBytes < 1) {
      throw new IllegalArgumentException(
          MAX_LINE_BYTES_KEY + ": must be at least 1, not " + maxLineBytes);
    }
    List<String> proxies = trustedProxies;
    List<String> given = formats;
    List<String> mapping = jsonFields;
    checked(TRUSTED_PROXIES_KEY, () -> TrustedProxies.of(proxies));
    checked(ENVELOPE_KEY, () -> new Envelope(envelope, new JsonDocument()));
    checked(JSON_FIELDS_KEY, () -> JsonLogs.nginx(mapping));
    checked(W3C_FIELDS_KEY, () -> standIn(w3cFields));
    checked(FORMAT_KEY, () -> formats(proxies, mapping, new W3cHeaders(null)).of(given));
  }

  /** Every format and envelope recognised by itself, no trusted proxies, lines up to 1 MiB. */
  public static ParseConfig defaults() {
    return ofFormats(LineFormats.AUTO);
  }

  /** As {@link #defaults()}, but these formats only. */
  public static ParseConfig ofFormats(String... formats) {
    return new ParseConfig(
        List.of(formats), Envelope.AUTO, List.of(), "", List.of(), DEFAULT_MAX_LINE_BYTES);
  }

  /** What {@code parse.format} may name, {@code auto} first. */
  public static List<String> formatNames() {
    return LineFormats.names();
  }

  /** Throws IllegalArgumentException that says in one line what keeps it from being of requests. */
  public static void checkSource(Source source) {
    DictionaryFormat.check(source);
  }

  /** What W3C logs say of themselves goes in here; for one thread. */
  W3cHeaders newHeaders() {
    return new W3cHeaders(standIn(w3cFields));
  }

  /**
   * The parser of these settings; for one thread.
   *
   * @param source what the data dictionary says of the lines; null for nothing
   */
  LineParser newParser(W3cHeaders headers, Source source) {
    JsonDocument document = new JsonDocument();
    RequestCompletion completion = completion(trustedProxies);
    LineFormat builtIn = new LineFormats(completion, document, jsonFields, headers).of(formats);
    LineFormat format =
        source == null ? builtIn : new DictionaryFormat(source, builtIn, completion);
    return new LineParser(format, new Envelope(envelope, document));
  }

  private static LineFormats formats(
      List<String> proxies, List<String> mapping, W3cHeaders headers) {
    return new LineFormats(completion(proxies), new JsonDocument(), mapping, headers);
  }

  private static RequestCompletion completion(List<String> proxies) {
    return new RequestCompletion(new ClientAddress(TrustedProxies.of(proxies)));
  }

  private static W3cLayout standIn(String columns) {
    return columns.isBlank() ? null : W3cLayout.ofSetting(columns);
  }

  private static void checked(String key, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(key + ": " + wrong.getMessage(), wrong);
    }
  }
}
