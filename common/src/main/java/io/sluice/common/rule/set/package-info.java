/**
 * Versioned sets of rules that come into a running job as documents: read with the place of every
 * mistake, refused or taken up while the job runs, kept over a restore. What a rule is, the job
 * says with a {@link io.sluice.common.rule.set.RuleFormat}.
 */
package io.sluice.common.rule.set;
