package io.sluice.dashboard.operate;

import java.time.Instant;

/**
 * A record as it lies in a topic.
 *
 * @param origin topic, partition and offset, as the job calls it
 * @param at when it was published, as the job sees it
 * @param actor who published it, null where that is not said
 */
public record Published(String origin, Instant at, String key, String value, String actor) {}
