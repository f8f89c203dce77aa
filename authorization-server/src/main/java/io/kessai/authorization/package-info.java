/** x. */
package io.kessai.authorization;
