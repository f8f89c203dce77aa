/**
 * Brings files from the drop folder of a network's file-transfer client, on a host of its own, to
 * the inbox: each exactly once, whatever is killed or breaks in between. Needs no database. Read
 * CollectTest first.
 */
package io.kessai.clearing.collect;
