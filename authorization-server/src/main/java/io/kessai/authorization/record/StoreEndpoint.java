package io.kessai.authorization.record;

/** Where the database is, and as whom the lanes log in. */
public record StoreEndpoint(String url, String user, String password) {

    @Override
    public String toString() {
        return "StoreEndpoint[" + url + ", " + user + "]";
    }
}
