/**
 * Rows of a database looked up by key beside a stream: cached, asynchronously, and never in its
 * way.
 */
package io.sluice.common.lookup;
