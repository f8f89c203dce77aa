package io.kessai.clearing.post;

/**
 * A forced post whose authorization was found later.
 *
 * @param level at which it was found, 1 to 4; 0 where a person found it
 * @param agreed the fields that agreed
 */
public record LateLink(long fileId, int number, long authorizationId, int level, String agreed) {}
