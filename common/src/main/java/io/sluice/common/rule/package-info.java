/**
 * Rules as configuration: expressions in CEL over the fields of a record, type-checked when they
 * arrive and compiled to fast evaluators. Knows no job: a job declares its fields in a {@link
 * io.sluice.common.rule.Vocabulary}.
 */
package io.sluice.common.rule;
