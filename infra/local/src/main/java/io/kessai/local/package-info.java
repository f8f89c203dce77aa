/** x. */
package io.kessai.local;
