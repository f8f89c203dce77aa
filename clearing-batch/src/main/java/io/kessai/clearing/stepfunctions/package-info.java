/** AWS Step Functions as the service of executions. Read StepFunctionsTest first. */
package io.kessai.clearing.stepfunctions;
