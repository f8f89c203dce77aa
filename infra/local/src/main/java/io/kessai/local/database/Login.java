package io.kessai.local.database;

/** A database user and its password. Printing it leaves the password out. */
public record Login(String user, String password) {

    @Override
    public String toString() {
        return user;
    }
}
