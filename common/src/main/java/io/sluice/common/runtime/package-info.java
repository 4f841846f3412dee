/**
 * What every job starts from: the environment, the identity of operators, resources shared by the
 * subtasks of a TaskManager, and the names of metrics.
 */
package io.sluice.common.runtime;
