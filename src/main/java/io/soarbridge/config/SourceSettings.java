package io.soarbridge.config;

import java.time.Duration;
import java.util.List;

/**
 * One sender at the front door, {@code POST /ingest/<name>}.
 *
 * @param format folder of mappings that understands this sender's events, such as {@code elastic} or {@code ocsf}
 * @param token for {@link Auth#BEARER}, else null
 * @param secret for {@link Auth#HMAC}, else null
 * @param signatureHeader for HMAC: the header with the hex or Base64 digest
 * @param signaturePrefix for HMAC: what stands before the digest, such as {@code sha256=}; empty when nothing does
 * @param timestampHeader for HMAC: header with the sender's time (epoch seconds or milliseconds), which is then signed as
 *     {@code <timestamp>.<body>}; null when the scheme has none
 * @param user for {@link Auth#BASIC}, else null
 * @param password for {@link Auth#BASIC}, else null
 * @param deliverTo names of connections; at least one
 */
public record SourceSettings(
        String name,

        @Key(
                name = "format",
                required = true,
                kind = Kind.NAME,
                doc = "Folder of mappings below <routes>/mappings that understands this sender's events.")
        String format,

        @Key(
                name = "auth",
                required = true,
                doc = "How the sender proves who it is. none must be said explicitly and warns at start.")
        Auth auth,

        @Key(
                name = "token",
                when = "auth=bearer",
                required = true,
                doc = "Token that the sender puts into \"Authorization: Bearer <token>\".")
        Secret token,

        @Key(
                name = "secret",
                when = "auth=hmac",
                required = true,
                doc = "Key of the HMAC-SHA256 signature over the body.")
        Secret secret,

        @Key(
                name = "signature-header",
                when = "auth=hmac",
                value = "X-Hub-Signature-256",
                kind = Kind.HEADER,
                doc = "Header with the signature, hexadecimal or Base64.")
        String signatureHeader,

        @Key(
                name = "signature-prefix",
                when = "auth=hmac",
                value = "sha256=",
                mayBeEmpty = true,
                doc = "What stands before the signature in its header; may be empty.")
        String signaturePrefix,

        @Key(
                name = "timestamp-header",
                when = "auth=hmac",
                kind = Kind.HEADER,
                unset = "none",
                doc =
                        "Header with the sender's time, which is then signed as <timestamp>.<body>. Without it an old request can be sent again.")
        String timestampHeader,

        @Key(
                name = "timestamp-tolerance",
                when = "auth=hmac",
                value = "5m",
                min = "1s",
                max = "1d",
                doc = "How far the sender's time may be from ours.")
        Duration timestampTolerance,

        @Key(name = "user", when = "auth=basic", required = true, doc = "User name of the sender.")
        String user,

        @Key(name = "password", when = "auth=basic", required = true, doc = "Password of the sender.")
        Secret password,

        @Key(name = "deliver-to", required = true, doc = "Names of the connections that get this sender's events.")
        List<String> deliverTo) {
    /** How a sender proves who it is. */
    public enum Auth {
        NONE,
        BEARER,
        HMAC,
        BASIC
    }
}
