/** x. */
package io.kessai.migrations;
