package io.soarbridge.connection;

/** What an answer is taken for. */
enum Receive {
    JSON,
    /** JSON, or else a text */
    TEXT,
    /** bytes, kept on disk when there are many */
    FILE
}
