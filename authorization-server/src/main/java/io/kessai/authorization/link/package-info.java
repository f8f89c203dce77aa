/**
 * Links: the TCP side of the authorization flow.
 *
 * <p>A link listens on a port, or dials its network and signs on. It cuts what arrives into frames,
 * decodes them, answers network management (0800) and unreadable messages itself, and hands
 * everything else to the {@link io.kessai.authorization.link.MessageFlow}. Nothing here touches the
 * database, and no event, metric or exception carries message content. Each link lives on one event
 * loop: its code never blocks. Specification: docs/authorization.md sections 1, 3 and 8. Read
 * ReceptionTest first, then LinkTest; of a link that dials, DialPlanTest and LinkDialTest.
 */
package io.kessai.authorization.link;
