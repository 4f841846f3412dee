/** Writes a first dictionary entry from a sample of records. */
package io.sluice.common.dictionary.describe;
