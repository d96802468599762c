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
        String format,
        Auth auth,
        Secret token,
        Secret secret,
        String signatureHeader,
        String signaturePrefix,
        String timestampHeader,
        Duration timestampTolerance,
        String user,
        Secret password,
        List<String> deliverTo) {
    /** How a sender proves who it is. */
    public enum Auth {
        NONE,
        BEARER,
        HMAC,
        BASIC
    }
}
