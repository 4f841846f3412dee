package io.sluice.loganalytics.appevent;

import io.sluice.common.dictionary.Source;
import io.sluice.common.time.Lateness;
import io.sluice.loganalytics.enrich.EnrichConfig;

/**
 * What the stages of app events need to know.
 *
 * @param source what the data dictionary says of app events, null for nothing
 * @param enrich of which the geo files are used
 */
public record AppEventsConfig(Lateness lateness, Source source, EnrichConfig enrich) {}
