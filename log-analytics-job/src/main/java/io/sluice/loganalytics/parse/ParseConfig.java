package io.sluice.loganalytics.parse;

import io.sluice.common.dictionary.Source;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;

/**
 * How access log lines are read; checked when it is made, so that a wrong setting stops the start.
 *
 * @param format {@code auto} (recognised line by line), one of {@link #formatNames()}, or an nginx
 *     {@code log_format} string, which is known by its {@code $}
 * @param trustedProxies addresses and CIDR blocks, or {@code unix:}, whose X-Forwarded-For is
 *     believed; empty: the peer of the connection is the client
 * @param maxLineBytes longer lines are rejected
 */
public record ParseConfig(String format, List<String> trustedProxies, int maxLineBytes)
    implements Serializable {
  public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;

  /** Throws IllegalArgumentException with one line that names the key and what is wrong. */
  public ParseConfig {
    trustedProxies = List.copyOf(trustedProxies);
    if (maxLineBytes < 1) {
      throw new IllegalArgumentException(
          "parse.max-line-bytes: must be at least 1, not " + maxLineBytes);
    }
    checked("parse.trusted-proxies", trustedProxies, TrustedProxies::of);
    checked("parse.format", format, LineFormats::check);
  }

  /** Every format recognised line by line, no trusted proxies, lines up to 1 MiB. */
  public static ParseConfig defaults() {
    return new ParseConfig(LineFormats.AUTO, List.of(), DEFAULT_MAX_LINE_BYTES);
  }

  /** What {@code parse.format} may name, {@code auto} first. */
  public static List<String> formatNames() {
    return LineFormats.names();
  }

  /** Throws IllegalArgumentException that says in one line what keeps it from being of requests. */
  public static void checkSource(Source source) {
    DictionaryFormat.check(source);
  }

  /**
   * The parser of these settings; for one thread.
   *
   * @param source what the data dictionary says of the lines; null for nothing
   */
  LineFormat newFormat(Source source) {
    ClientAddress clientAddress = new ClientAddress(TrustedProxies.of(trustedProxies));
    RequestCompletion completion = new RequestCompletion(clientAddress);
    LineFormat builtIn = LineFormats.of(format, completion);
    return source == null ? builtIn : new DictionaryFormat(source, builtIn, completion);
  }

  private static <T> void checked(String key, T value, Consumer<T> check) {
    try {
      check.accept(value);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(key + ": " + wrong.getMessage(), wrong);
    }
  }
}
