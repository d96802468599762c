package io.soarbridge.connection;

/** How the message's body goes on the wire. */
enum Send {
    /** not at all */
    NONE,
    /** as JSON */
    JSON,
    /** an object, as parameters in the URL */
    QUERY,
    /** an object, as {@code application/x-www-form-urlencoded} */
    FORM,
    /** an array of parts, as {@code multipart/form-data} */
    MULTIPART
}
