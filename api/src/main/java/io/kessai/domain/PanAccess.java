package io.kessai.domain;

/**
 * The permission to read card data in clear.
 *
 * <p>Whoever calls {@link #get()} handles card numbers or authentication data: searching the
 * sources for {@code PanAccess} lists the whole PCI scope. Stateless and thread-safe.
 */
public final class PanAccess {
    private static final PanAccess INSTANCE = new PanAccess();

    private PanAccess() {}

    /** The one permission there is. Asking for it is what makes a class part of the PCI scope. */
    public static PanAccess get() {
        return INSTANCE;
    }
}
