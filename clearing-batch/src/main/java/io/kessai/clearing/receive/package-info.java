/**
 * Takes files from the inbox into the archive: digested, sealed, verified, remembered; the plain
 * file goes last. Knows nothing of what is in them. Read ReceiveTest first.
 */
package io.kessai.clearing.receive;
