package io.soarbridge.config;

/**
 * The database that holds the ledger, when it is not a file.
 *
 * @param url {@code jdbc:postgresql://…} without user and password, or null for a SQLite file in the data folder
 * @param user null when the database needs none
 * @param password null when the database needs none
 */
public record DatabaseSettings(
        @Key(
                name = "url",
                kind = Kind.DATABASE,
                mayBeEmpty = true,
                unset = "a SQLite file in soarbridge.data",
                doc =
                        "PostgreSQL database for the ledger, which several bridges may share. Empty: a SQLite file in soarbridge.data.")
        String url,

        @Key(
                name = "user",
                kind = Kind.TEXT,
                doc = "Role that the bridge uses in the database of soarbridge.outbox.url.")
        String user,

        @Key(name = "password", doc = "Its password. Read again for each new connection to the database.")
        Secret password) {

    /** Whether the ledger is in a database server. */
    public boolean given() {
        return url != null && !url.isEmpty();
    }

    /** The URL without its options, for messages. */
    public String address() {
        return url.replaceFirst("\\?.*", "");
    }
}
