/**
 * What the job says to the world: alerts, dispatches and explanations as lines, topics' values and
 * CloudEvents.
 */
package io.sluice.devicealert.message;
