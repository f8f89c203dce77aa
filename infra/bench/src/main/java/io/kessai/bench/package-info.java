/**
 * Measurements, open loop and with histograms. Nothing depends on this module. {@code ./kessai
 * bench} runs {@link io.kessai.bench.AuthorizationBench} as a program of its own.
 */
package io.kessai.bench;
