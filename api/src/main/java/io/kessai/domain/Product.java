package io.kessai.domain;

import java.util.Optional;

/**
 * The product an account belongs to, by the issuer's own name for it.
 *
 * @param name 1 to 32 lower-case letters, digits and {@code -}
 */
public record Product(String name) {

    private static final String NAME = "[a-z0-9-]{1,32}";

    /** What an account is of where nothing else was said. */
    public static final Product STANDARD = new Product("standard");

    /**
     * @throws IllegalArgumentException if the name is not one
     */
    public Product {
        if (!isName(name)) {
            throw new IllegalArgumentException("not the name of a product");
        }
    }

    /** Empty where the text is no product's name. */
    public static Optional<Product> of(String name) {
        return isName(name) ? Optional.of(new Product(name)) : Optional.empty();
    }

    private static boolean isName(String text) {
        return text.matches(NAME);
    }

    @Override
    public String toString() {
        return name;
    }
}
