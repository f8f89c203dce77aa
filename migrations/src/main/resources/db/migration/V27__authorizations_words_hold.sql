-- Why: V26 added a rule of what authorizations may say without reading them: lanes wait for none of its locks longer than a moment.
-- Locks: share update exclusive on authorizations while it is read; lanes go on.
-- Undo: nothing, V26 drops the constraint.
alter table authorizations validate constraint authorizations_words_known;
