package io.soarbridge.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A token endpoint's good answer (RFC 6749 §5.1). More lenient than the standard where fn_rest_api is: the type of token and of
 * content may be missing.
 *
 * @param type null when the server did not say
 * @param refresh null when none came
 * @param lifetime null when the server did not say
 */
record TokenReply(String type, String access, String refresh, Duration lifetime) {
    private static final int MOST_SHOWN = 512;
    private static final long LONGEST_SECONDS = Duration.ofDays(3650).toSeconds();
    private static final int FIRST_BAD = 300;

    /** @param kept the refresh token that was sent when it was not the caller's own, or null */
    static TokenReply of(URI url, TokenAnswer answer, OAuthAsk ask, String kept) {
        if (answer.status() >= FIRST_BAD) {
            throw refused(url, answer, ask, kept);
        }
        JsonNode body = json(answer.body());
        if (body == null || !body.isObject()) {
            throw bad(
                    url,
                    "is no JSON object (content type %s, %d characters)"
                            .formatted(answer.contentType(), answer.body().length()));
        }
        String access = text(body, "access_token");
        if (access == null) {
            throw bad(url, "has no access_token; it has %s".formatted(names(body)));
        }
        if (access.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw bad(url, "has an access_token that cannot stand in a header");
        }
        return new TokenReply(type(url, body), access, text(body, "refresh_token"), lifetime(body));
    }

    private static TokenRefusedException refused(URI url, TokenAnswer answer, OAuthAsk ask, String kept) {
        String said = "";
        boolean spent = false;
        try {
            ErrorObject error = ErrorObject.parse(JSONObjectUtils.parse(answer.body()));
            spent = OAuth2Error.INVALID_GRANT.getCode().equals(error.getCode());
            said = (error.getCode() == null ? "" : ", " + error.getCode())
                    + (error.getDescription() == null ? "" : ": " + error.getDescription());
        } catch (ParseException | IllegalArgumentException e) {
            said = ""; // no JSON, and what it is may repeat what was sent
        }
        String clean = ask.redacted(said, kept);
        return new TokenRefusedException(
                "Getting a token from %s: HTTP %d%s."
                        .formatted(
                                shown(url), answer.status(), clean.substring(0, Math.min(MOST_SHOWN, clean.length()))),
                spent);
    }

    private static BridgeException bad(URI url, String what) {
        return new BridgeException(
                "auth/token-answer", "Getting a token from %s: the answer %s.".formatted(shown(url), what));
    }

    /** Without user info and query, which may hold credentials. */
    static String shown(URI url) {
        if (url.getHost() == null) {
            return "oauth_token_url";
        }
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())
                + (url.getRawPath() == null ? "" : url.getRawPath());
    }

    private static JsonNode json(String body) {
        try {
            return Json.read(body);
        } catch (JsonProcessingException e) {
            return null; // the message would quote the body
        }
    }

    private static String type(URI url, JsonNode body) {
        String type = text(body, "token_type");
        if (type != null && !type.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")) {
            throw bad(url, "has a token_type that cannot stand in a header");
        }
        return type;
    }

    private static String text(JsonNode body, String name) {
        JsonNode value = body.get(name);
        return value == null
                        || !value.isValueNode()
                        || value.isNull()
                        || value.asText().isEmpty()
                ? null
                : value.asText();
    }

    /** A number, or one in quotes as some servers have it. */
    private static Duration lifetime(JsonNode body) {
        String seconds = text(body, "expires_in");
        return seconds == null || !seconds.matches("\\d{1,18}(\\.\\d+)?")
                ? null
                : Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(seconds.replaceAll("\\..*", ""))));
    }

    private static String names(JsonNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> names.add(name.matches("[A-Za-z0-9_.-]{1,40}") ? name : "…"));
        return names.isEmpty() ? "nothing" : String.join(", ", names.subList(0, Math.min(20, names.size())));
    }

    @Override
    public String toString() {
        return "TokenReply";
    }
}
