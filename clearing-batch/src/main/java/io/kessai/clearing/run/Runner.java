package io.kessai.clearing.run;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This process, as operators find it. */
public final class Runner {
    private Runner() {}

    /** Host and process id. */
    static String name() {
        return host() + ":" + ProcessHandle.current().pid();
    }

    /** The host alone. */
    public static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "unknown host";
        }
    }
}
