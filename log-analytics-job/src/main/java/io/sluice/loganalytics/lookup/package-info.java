/** The stage that tells by its API key, or whatever else names it, whose request it was. */
package io.sluice.loganalytics.lookup;
