package io.kessai.authorization.decide;

/**
 * Where it happened; absent text is empty.
 *
 * @param mcc DE18
 * @param merchant DE42
 * @param forwarder DE33
 */
public record Acceptor(String mcc, String merchant, String forwarder) {

    public static final Acceptor UNKNOWN = new Acceptor("", "", "");
}
