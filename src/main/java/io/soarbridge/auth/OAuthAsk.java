package io.soarbridge.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a caller gives to be signed in by OAuth 2: the {@code oauth_*} inputs, each null when absent; an empty one is absent too.
 * Never prints.
 */
public record OAuthAsk(
        String tokenUrl,
        String clientId,
        String clientSecret,
        String redirectUri,
        String scope,
        String code,
        String accessToken,
        String refreshToken,
        String tokenType,
        String grantType) {

    /** What is shorter stands in many a word. */
    private static final int SHORTEST_SECRET = 3;

    /** How a token is come by; the first whose inputs are there is taken. */
    public enum Flow {
        REFRESH("refresh_token"),
        CODE("authorization_code"),
        CLIENT_CREDENTIALS("client_credentials"),
        /** The caller has the access token already. */
        ACCESS_TOKEN(null);

        private final String grant;

        Flow(String grant) {
            this.grant = grant;
        }
    }

    public OAuthAsk {
        tokenUrl = orNull(tokenUrl);
        clientId = orNull(clientId);
        clientSecret = orNull(clientSecret);
        redirectUri = orNull(redirectUri);
        scope = orNull(scope);
        code = orNull(code);
        accessToken = orNull(accessToken);
        refreshToken = orNull(refreshToken);
        tokenType = orNull(tokenType);
        grantType = orNull(grantType);
    }

    /** Empty when the inputs make none of them. */
    public Optional<Flow> flow() {
        boolean client = tokenUrl != null && clientId != null;
        if (client && refreshToken != null) {
            return Optional.of(Flow.REFRESH);
        }
        if (client && code != null) {
            return Optional.of(Flow.CODE);
        }
        if (client && clientSecret != null && isOfClient()) {
            return Optional.of(Flow.CLIENT_CREDENTIALS);
        }
        return accessToken == null ? Optional.empty() : Optional.of(Flow.ACCESS_TOKEN);
    }

    /** Whether any input is there, so that {@link #flow()} being empty is a mistake rather than a wish. */
    public boolean isBegun() {
        return tokenUrl != null
                || clientId != null
                || clientSecret != null
                || code != null
                || refreshToken != null
                || grantType != null;
    }

    private boolean isOfClient() {
        return grantType == null
                ? accessToken == null
                : grantType.toLowerCase(Locale.ROOT).equals(Flow.CLIENT_CREDENTIALS.grant);
    }

    /** @throws URISyntaxException when the token URL is none */
    URI endpoint() throws URISyntaxException {
        return new URI(tokenUrl.strip());
    }

    /** The request by the caller's own grant, in the order of fn_rest_api. */
    String form() {
        FormText form = new FormText().add("client_id", clientId);
        Flow flow = flow().orElseThrow();
        if (flow == Flow.REFRESH) {
            form.add("refresh_token", refreshToken);
        } else if (flow == Flow.CODE) {
            form.add("code", code);
        }
        return rest(form, grantType == null ? flow.grant : grantType);
    }

    /** The request by a refresh token that the server has given, whatever grant type the caller named. */
    String form(String refresh) {
        return rest(new FormText().add("client_id", clientId).add("refresh_token", refresh), Flow.REFRESH.grant);
    }

    private String rest(FormText form, String grant) {
        return form.add("client_secret", clientSecret)
                .add("grant_type", grant)
                .add("scope", scope)
                .add("redirect_uri", redirectUri)
                .text();
    }

    /**
     * Takes out what must not be shown, should the server repeat it.
     *
     * @param kept a refresh token that the server gave, or null
     */
    String redacted(String text, String kept) {
        String clean = text;
        for (String secret : new String[] {clientSecret, code, accessToken, refreshToken, kept}) {
            clean = secret == null || secret.length() < SHORTEST_SECRET ? clean : clean.replace(secret, "***");
        }
        return clean;
    }

    private static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    @Override
    public String toString() {
        return "OAuthAsk of " + flow().map(Flow::name).orElse("no flow");
    }
}
