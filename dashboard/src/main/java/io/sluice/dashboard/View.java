package io.sluice.dashboard;

import io.sluice.dashboard.time.RangeRequest;

/** What a viewer looks at: a room, a range and perhaps filters. Viewers of equal views share. */
public record View(String room, RangeRequest range, Filters filters) {}
