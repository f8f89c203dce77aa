/** x. */
package io.kessai.clearing;
