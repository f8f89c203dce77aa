/**
 * How a night that is an execution of a state machine is done again: what is known of an execution,
 * and what follows from it. Pure but for {@link Executions}. Read ResumptionTest first.
 */
package io.kessai.clearing.workflow;
