/**
 * Visa BASE II clearing files (CTF, ITF): the table of layouts, a reader, a writer, and the check
 * of a file against its own envelope.
 *
 * <p>{@code base-ii.layout} is the table. {@link io.kessai.baseii.BaseIIReader} pulls one
 * transaction after the other in constant memory; a record that cannot be read is a value, {@link
 * io.kessai.baseii.BaseIIDamaged}, never an exception. {@link io.kessai.baseii.BaseIIFileCheck} is
 * fed with all of them and tells whether the file balances. {@link io.kessai.baseii.BaseIIWriter}
 * makes such files. Pure but for the streams it is given. Read GoldenFilesTest first, then
 * FaultTableTest.
 */
@NullMarked
package io.kessai.baseii;

import org.jspecify.annotations.NullMarked;
