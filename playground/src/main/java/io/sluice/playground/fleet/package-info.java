/**
 * A made-up fleet of devices: what they say, what goes wrong with it, and stories with a known end.
 */
package io.sluice.playground.fleet;
