package io.sluice.common.quality.webhook;

/**
 * One message to the webhook, owed until it is delivered; lies in the writer's state.
 *
 * @param key tells it from every other one, however often it is sent
 * @param body JSON
 */
record Notification(String key, String body) {}
