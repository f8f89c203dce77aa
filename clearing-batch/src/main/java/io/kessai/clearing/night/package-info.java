/**
 * The commands of a night in their order, which {@code nightly} does in one process and the state
 * machine of {@code infra/workflows} in containers. Pure. Read NightPlanTest first.
 */
package io.kessai.clearing.night;
