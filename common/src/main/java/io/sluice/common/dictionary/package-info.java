/**
 * The data dictionary: which sources there are, which structures their records have and how to tell
 * them apart, and what each field is, so that a new source or spelling is a matter of
 * configuration.
 */
package io.sluice.common.dictionary;
