/**
 * The packaged programs and their database while they are killed, frozen and replaced: the server
 * under traffic, and the nights of clearing after it.
 *
 * <p>{@link io.kessai.authorization.kill.KillSystem} is the system under traffic; after every
 * outage the client's record of answers, the database and the audit must agree. {@link
 * io.kessai.authorization.kill.NightSystem} is the evening of a day that the server has authorized,
 * which is why the nights are here; {@link io.kessai.authorization.kill.KilledNights} compares a
 * killed night with an undisturbed one. Read ServerKillIT, then NightlyKillIT.
 */
package io.kessai.authorization.kill;
