/**
 * Event time, and what being late means. Decided once per partition or file, before any shuffle, so
 * that the same input gives the same verdicts at any parallelism and across any restart.
 */
package io.sluice.common.time;
