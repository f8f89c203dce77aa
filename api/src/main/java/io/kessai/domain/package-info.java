/** x. */
package io.kessai.domain;
