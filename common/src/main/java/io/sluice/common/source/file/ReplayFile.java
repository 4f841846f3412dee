package io.sluice.common.source.file;

import java.io.Serializable;

/**
 * A file of a replay.
 *
 * @param path where it lies
 * @param name what it is called in outputs: its path below the folder that was given
 * @param firstEvent event time of its first record that has one, Long.MAX_VALUE if none has
 */
record ReplayFile(String path, String name, long firstEvent) implements Serializable {}
