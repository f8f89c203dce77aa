/**
 * Measurements, open loop and with histograms. Nothing depends on this module. {@code ./kessai
 * bench} runs each as a program of its own; read {@link io.kessai.bench.AuthorizationBench} first.
 */
package io.kessai.bench;
