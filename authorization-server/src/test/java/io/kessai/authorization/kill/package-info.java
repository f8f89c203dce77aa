/**
 * The packaged server and its database under traffic while they are killed, frozen and replaced.
 *
 * <p>{@link io.kessai.authorization.kill.KillSystem} is the system; after every outage the client's
 * record of answers, the database and the audit must agree. Read ServerKillIT first.
 */
package io.kessai.authorization.kill;
