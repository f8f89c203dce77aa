/** Load on a server: messages on a schedule or within a window, and what became of them. */
package io.kessai.bench.load;
