package io.sluice.common.quality.webhook;

import io.sluice.common.config.Secret;
import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where violations are told over HTTP. The URL is a secret as a whole: with many services its path
 * is all that a stranger needs to write there.
 */
public record WebhookConfig(Secret url, Secret token, Duration timeout) implements Serializable {
  public static final Setting<Secret> URL =
      Setting.secret("quality.webhook.url")
          .defaultsTo("")
          .describedAs(
              "Where the beginning and the end of every violation is posted as JSON; nothing is"
                  + " posted without it. At least once: doubles have the same Idempotency-Key.");
  public static final Setting<Secret> TOKEN =
      Setting.secret("quality.webhook.token")
          .defaultsTo("")
          .describedAs("Sent as Authorization: Bearer …, where there is one.");
  public static final Setting<Duration> TIMEOUT =
      Setting.duration("quality.webhook.timeout")
          .atLeast("100ms")
          .atMost("1m")
          .defaultsTo("5s")
          .describedAs(
              "How long an answer may take. What fails is tried again after 1 s to 1 min, without"
                  + " end and without holding up the job.");

  public static final List<Setting<?>> SETTINGS = List.of(URL, TOKEN, TIMEOUT);

  /**
   * Empty where no webhook is wanted.
   *
   * @throws SettingsException if the URL is none of http or https; it is not shown
   */
  public static Optional<WebhookConfig> from(Settings settings) {
    WebhookConfig config =
        new WebhookConfig(settings.get(URL), settings.get(TOKEN), settings.get(TIMEOUT));
    if (config.url.isEmpty()) {
      return Optional.empty();
    }
    if (!isHttp(config.url.reveal())) {
      throw new SettingsException(
          List.of(settings.problem(URL, "is no URL", "write https://HOST/PATH")));
    }
    if (!config.token.reveal().matches("[!-~]*")) {
      throw new SettingsException(
          List.of(
              settings.problem(
                  TOKEN, "has characters that no header takes", "check for blanks and line ends")));
    }
    return Optional.of(config);
  }

  /** Where it is, as far as it may be shown. */
  String host() {
    URI uri = URI.create(url.reveal());
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  private static boolean isHttp(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = uri.getScheme();
      return uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
