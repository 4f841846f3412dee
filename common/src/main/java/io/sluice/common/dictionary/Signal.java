package io.sluice.common.dictionary;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A structure with one signal a record: one path names it, another one has its value.
 *
 * @param names what the structure calls a field
 */
public record Signal(List<String> namePath, List<String> valuePath, Map<String, Mapping> names)
    implements Serializable {}
