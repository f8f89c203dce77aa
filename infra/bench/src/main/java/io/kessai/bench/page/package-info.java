/**
 * The page of a day's benchmarks: its sections, tables and charts. Knows nothing of what is
 * measured. Read {@link io.kessai.bench.page.ResultsPage} and its test first.
 */
package io.kessai.bench.page;
