package io.soarbridge.config;

/**
 * The message bus of a platform that calls the REST call function.
 *
 * @param host null when the function is served to no bus
 * @param tls of {@code clientCert}, {@code clientKey} both or none
 */
public record StompSettings(
        @Key(
                name = "host",
                kind = Kind.HOST,
                unset = "the function is served to no message bus",
                doc = "Host of the platform's message bus.")
        String host,

        @Key(name = "port", value = "65001", min = "1", max = "65535", doc = "Port of STOMP over TLS.")
        int port,

        @Key(
                name = "org",
                kind = Kind.TEXT,
                unset = "required with host",
                doc = "Number of the organization, such as 201.")
        String org,

        @Key(
                name = "destination",
                value = "fn_rest_api",
                kind = Kind.TEXT,
                doc = "API name of the function's message destination.")
        String destination,

        @Key(name = "function", value = "rest_api", kind = Kind.TEXT, doc = "API name of the function.")
        String function,

        @Key(
                name = "login",
                kind = Kind.TEXT,
                unset = "required with host",
                doc = "Id of the API key, or a user's email.")
        String login,

        @Key(name = "passcode", unset = "required with host", doc = "Secret of the API key, or the user's password.")
        Secret passcode,

        @Key(name = "workers", value = "8", min = "1", max = "100", doc = "Calls of the bus at a time.")
        int workers,

        @Key(name = "tls", kind = Kind.GROUP) TlsSettings tls) {

    /** Whether a bus is named. */
    public boolean given() {
        return host != null;
    }
}
