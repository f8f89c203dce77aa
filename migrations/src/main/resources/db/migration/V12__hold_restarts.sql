-- Why: an increment may start the days of its hold again (the hold policy says of which schemes), and so may a message
--      that does nothing else: the server sets from when a hold counts.
-- Locks: none.
-- Undo: revoke update (held_from) on authorizations from kessai_server.
grant update (held_from) on authorizations to kessai_server;
