/**
 * Sequences with quantifiers and strict contiguity, on flink-cep: read from configuration at start,
 * fed with the events they name in their order, and their matches made into alerts.
 */
package io.sluice.devicealert.sequence;
