/** x. */
package io.kessai.bench;
