/**
 * Settings: text from files, environment and command line, turned once, at the start, into typed
 * immutable values. Nothing behind this package sees a map of strings, and no secret leaves it in
 * readable form.
 */
package io.sluice.common.config;
