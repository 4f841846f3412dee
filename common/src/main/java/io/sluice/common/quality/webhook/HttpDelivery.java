package io.sluice.common.quality.webhook;

import io.sluice.common.quality.webhook.Outbox.Result;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts a notification. An answer of the 200s is a delivery; the statuses of {@link #REFUSALS} say
 * that this very message will never be taken; everything else (500s, 401 and 404 of a wrong
 * setting, 429, redirects, no answer in time) is worth another try. Logs an outage once, and its
 * end.
 */
final class HttpDelivery implements Outbox.Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(HttpDelivery.class);
  private static final Set<Integer> REFUSALS = Set.of(400, 405, 406, 409, 410, 413, 415, 422);

  private final WebhookConfig config;
  private final HttpClient client;
  private boolean failing;

  HttpDelivery(WebhookConfig config) {
    this.config = config;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Result attempt(Notification notification) throws InterruptedException {
    try {
      return post(notification);
    } catch (RuntimeException unusable) {
      return failed("cannot be used: " + unusable.getClass().getSimpleName());
    }
  }

  private Result post(Notification notification) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request(notification), HttpResponse.BodyHandlers.discarding());
    try {
      // The request's own timeout ends with the headers; a body may drip on for ever.
      int status = answer.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return answered(notification, status);
    } catch (TimeoutException slow) {
      return failed("does not answer within " + config.timeout().toMillis() + " ms");
    } catch (ExecutionException broken) {
      return failed("cannot be reached: " + broken.getCause().getClass().getSimpleName());
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(Notification notification) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(config.url().reveal()))
            .timeout(config.timeout())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", notification.key())
            .POST(HttpRequest.BodyPublishers.ofString(notification.body()));
    if (!config.token().isEmpty()) {
      request.header("Authorization", "Bearer " + config.token().reveal());
    }
    return request.build();
  }

  private Result answered(Notification notification, int status) {
    if (status >= 200 && status < 300) {
      if (failing) {
        LOG.info("The webhook at {} takes notifications again", config.host());
      }
      failing = false;
      return Result.DELIVERED;
    }
    if (REFUSALS.contains(status)) {
      LOG.warn("The webhook at {} refuses {}: {}", config.host(), notification.key(), status);
      return Result.REFUSED;
    }
    return failed("answers " + status);
  }

  private Result failed(String how) {
    if (!failing) {
      LOG.warn("The webhook at {} {}, will keep trying", config.host(), how);
    }
    failing = true;
    return Result.FAILED;
  }
}
