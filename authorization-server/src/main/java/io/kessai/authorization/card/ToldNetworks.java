package io.kessai.authorization.card;

import java.util.Set;

/**
 * The networks that are told which cards we block and unblock.
 *
 * @param names as links name them
 */
public record ToldNetworks(Set<String> names) {

    public ToldNetworks {
        names = Set.copyOf(names);
    }
}
