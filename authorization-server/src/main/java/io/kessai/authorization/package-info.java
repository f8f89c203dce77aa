/**
 * The authorization service: answers the card network while the cardholder waits.
 *
 * <p>The flow is link ▸ message ▸ decide ▸ record ▸ reply, a package each; {@link
 * io.kessai.authorization.AuthorizationFlow} ties them together, and {@link
 * io.kessai.authorization.card} serves people's programs beside it. Read DecisionTableTest first,
 * then LaneTest.
 */
package io.kessai.authorization;
