package io.soarbridge.ingest;

import io.soarbridge.config.SourceSettings;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves that a request comes from the configured sender. All comparisons take the same time whatever differs. */
final class Sender {
    private static final int DIGEST_BYTES = 32;

    private final SourceSettings settings;
    private final InstantSource clock;

    Sender(SourceSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What can be said before the body has come; an HMAC's turn is in {@link #verifyBody}. */
    void verifyHeaders(MultiMap headers) {
        switch (settings.auth()) {
            case NONE -> {}
            case BEARER -> verify("Bearer ", settings.token().reveal(), headers);
            case BASIC -> {
                String pair = settings.user() + ":" + settings.password().reveal();
                String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
                verify("Basic ", encoded, headers);
            }
            case HMAC -> {
                if (headers.get(settings.signatureHeader()) == null) {
                    throw refused("the header %s with the signature is missing".formatted(settings.signatureHeader()));
                }
                if (settings.timestampHeader() != null) {
                    signedAt(headers);
                }
            }
        }
    }

    /** @param body exactly as it came */
    void verifyBody(MultiMap headers, byte[] body) {
        if (settings.auth() != SourceSettings.Auth.HMAC) {
            return;
        }
        String sent = headers.get(settings.signatureHeader()).strip();
        if (!sent.startsWith(settings.signaturePrefix())) {
            throw refused("the signature does not begin with \"%s\"".formatted(settings.signaturePrefix()));
        }
        byte[] given = digestOf(sent.substring(settings.signaturePrefix().length()));
        String timestamp = settings.timestampHeader() == null ? null : headers.get(settings.timestampHeader());
        if (!MessageDigest.isEqual(hmac(timestamp, body), given)) {
            throw refused("the signature does not match the body");
        }
        if (timestamp != null) {
            verifyTime(headers);
        }
    }

    private void verify(String scheme, String expected, MultiMap headers) {
        if (expected.isBlank()) {
            throw refused("no credentials are configured");
        }
        String sent = headers.get("Authorization");
        if (sent == null) {
            throw refused("the Authorization header is missing");
        }
        if (!sent.regionMatches(true, 0, scheme, 0, scheme.length())) {
            throw refused("the Authorization header is not of the scheme %s".formatted(scheme.strip()));
        }
        byte[] given = sent.substring(scheme.length()).strip().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given)) {
            throw refused("the credentials are not the ones configured");
        }
    }

    /** For a signature that is right: whoever repeats an old request proves who signed it, but must not be let in. */
    private void verifyTime(MultiMap headers) {
        Duration apart = Duration.between(signedAt(headers), clock.instant()).abs();
        if (apart.compareTo(settings.timestampTolerance()) > 0) {
            throw Problem.of(
                    403,
                    "stale-signature",
                    "The signature of source %s is %d s away from our clock, %d s are tolerated."
                            .formatted(
                                    settings.name(),
                                    apart.toSeconds(),
                                    settings.timestampTolerance().toSeconds()));
        }
    }

    private Instant signedAt(MultiMap headers) {
        String text = headers.get(settings.timestampHeader());
        if (text == null) {
            throw refused("the header %s with the time of signing is missing".formatted(settings.timestampHeader()));
        }
        String digits = text.strip();
        if (!digits.matches("[0-9]{1,16}")) {
            throw refused("the header %s holds no epoch time".formatted(settings.timestampHeader()));
        }
        long number = Long.parseLong(digits);
        return digits.length() > 11 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    }

    private byte[] hmac(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.secret().reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            if (timestamp != null) {
                mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            }
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Hex or Base64; anything else becomes bytes that match nothing. */
    private static byte[] digestOf(String text) {
        try {
            return text.length() == 2 * DIGEST_BYTES
                    ? HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT))
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private Problem refused(String why) {
        return Problem.of(
                        401, "unauthorized", "Authentication as source %s failed: %s.".formatted(settings.name(), why))
                .header("WWW-Authenticate", challenge());
    }

    private String challenge() {
        return switch (settings.auth()) {
            case BASIC -> "Basic realm=\"soarbridge\", charset=\"UTF-8\"";
            case HMAC -> "HMAC-SHA256";
            case BEARER, NONE -> "Bearer";
        };
    }
}
