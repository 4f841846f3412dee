package io.sluice.dashboard.live;

import io.javalin.http.sse.SseClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * One open event stream. A viewer whose line is slow misses messages instead of holding up the
 * others, and gets everything anew once it keeps up again.
 */
final class Viewer {

  private static final int MOST_WAITING = 8;

  private record Message(String event, String json) {}

  private final SseClient client;
  private final Executor senders;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private boolean sending;
  private boolean needsAll = true;

  Viewer(SseClient client, Executor senders) {
    this.client = client;
    this.senders = senders;
  }

  synchronized boolean needsAll() {
    return needsAll;
  }

  synchronized void sendFigures(String json) {
    needsAll = !enqueue(new Message("figures", json));
  }

  synchronized void sendPulse(String json) {
    enqueue(new Message("pulse", json));
  }

  void close() {
    client.close();
  }

  private boolean enqueue(Message message) {
    if (client.terminated() || waiting.size() >= MOST_WAITING) {
      return false;
    }
    waiting.add(message);
    if (!sending) {
      sending = true;
      senders.execute(this::drain);
    }
    return true;
  }

  private void drain() {
    for (Message next = take(); next != null; next = take()) {
      client.sendEvent(next.event(), next.json());
    }
  }

  private synchronized Message take() {
    Message next = waiting.poll();
    sending = next != null;
    return next;
  }
}
