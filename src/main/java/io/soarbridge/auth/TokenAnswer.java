package io.soarbridge.auth;

/**
 * What a token endpoint answered. Never prints.
 *
 * @param contentType of the body, or null
 * @param body empty for none
 */
public record TokenAnswer(int status, String contentType, String body) {
    public TokenAnswer {
        body = body == null ? "" : body;
    }

    @Override
    public String toString() {
        return "TokenAnswer with status " + status;
    }
}
