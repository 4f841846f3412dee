package io.sluice.loganalytics.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds requests field by field, as a parser would. */
final class Requests {
  private final AccessRequest request = new AccessRequest();

  static Requests request() {
    Requests requests = new Requests();
    requests.request.topic = "access-logs";
    requests.request.partition = 3;
    requests.request.offset = 42;
    return requests;
  }

  Requests with(RequestField field, String text) {
    return with(field, text.getBytes(StandardCharsets.UTF_8));
  }

  Requests with(RequestField field, byte[] text) {
    int start = request.buffer.length;
    request.buffer = Arrays.copyOf(request.buffer, start + text.length);
    System.arraycopy(text, 0, request.buffer, start, text.length);
    request.set(field, start, start + text.length);
    return this;
  }

  Requests from(long high, long low) {
    request.addressHigh = high;
    request.addressLow = low;
    return this;
  }

  AccessRequest build() {
    return request;
  }
}
