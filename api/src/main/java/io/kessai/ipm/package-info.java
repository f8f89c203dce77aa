/**
 * Mastercard IPM clearing files: read, checked and written.
 *
 * <p>{@link io.kessai.ipm.IpmReader} finds out the framing and the character encoding, and gives
 * one {@link io.kessai.ipm.IpmRecord} after the other in constant memory; bad input is a value, a
 * {@link io.kessai.ipm.DamagedRecord} that names each fault and its place. {@link
 * io.kessai.ipm.IpmFileCheck} is fed with all records and says whether the file as a whole holds:
 * nothing of a file may be booked before it does. {@link io.kessai.ipm.IpmWriter} is the other
 * direction. The layout of messages is data, {@code ipm.layout}. Read GoldenRecordsTest first, then
 * FileFaultTableTest and RecordFaultTableTest.
 */
@NullMarked
package io.kessai.ipm;

import org.jspecify.annotations.NullMarked;
