package io.soarbridge.auth;

/** Inputs for sign-in, as the cases need them. */
final class Asks {
    static final String URL = "https://id.example/token";

    private Asks() {}

    static OAuthAsk refresh(String url, String token) {
        return new OAuthAsk(url, "cid", null, null, null, null, null, token, null, null);
    }

    static OAuthAsk code(String url, String code, String redirect, String scope) {
        return new OAuthAsk(url, "cid", "a secret", redirect, scope, code, null, null, null, null);
    }

    static OAuthAsk client(String url, String secret) {
        return new OAuthAsk(url, "cid", secret, null, null, null, null, null, null, null);
    }
}
