package io.soarbridge.restcall;

import io.soarbridge.auth.Jwts;
import io.soarbridge.auth.OAuthAsk;
import io.soarbridge.auth.OAuthToken;
import io.soarbridge.auth.OAuthTokens;
import io.soarbridge.auth.TokenEndpoint;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the header {@code Authorization} of one call: by OAuth 2, or by a JWT. Used by one thread. */
final class SignIn {
    private static final String HEADER = "Authorization";
    /** How the header begins in a preview when a token would be fetched. */
    static final String FORETOLD = "<a token from ";

    private final Supplier<OAuthTokens> tokens;
    private final TokenEndpoint endpoint;
    private final Substitution substitution;
    private final OAuthAsk ask;
    private final HeaderList headers;
    private OAuthToken token;
    private boolean renewed;

    /** @param headers of the call, which get the new one */
    SignIn(
            Supplier<OAuthTokens> tokens,
            TokenEndpoint endpoint,
            Inputs inputs,
            Substitution substitution,
            HeaderList headers)
            throws CallFailure {
        this.tokens = tokens;
        this.endpoint = endpoint;
        this.substitution = substitution;
        this.headers = headers;
        this.ask = new OAuthAsk(
                text(inputs, Names.TOKEN_URL),
                text(inputs, Names.CLIENT_ID),
                text(inputs, Names.CLIENT_SECRET),
                text(inputs, Names.REDIRECT_URI),
                text(inputs, Names.SCOPE),
                text(inputs, Names.CODE),
                text(inputs, Names.ACCESS_TOKEN),
                text(inputs, Names.REFRESH_TOKEN),
                text(inputs, Names.TOKEN_TYPE),
                text(inputs, Names.GRANT_TYPE));
    }

    /** Null for none. A text area may leave a line end behind it. */
    private String text(Inputs inputs, String name) throws CallFailure {
        String text = substitution.apply(inputs.text(name));
        String clean = text == null ? "" : Blanks.withoutLineEnds(text);
        return clean.isEmpty() ? null : clean;
    }

    /** @param progress hears of what is doubtful */
    void begin(Inputs inputs, boolean allowShortKeys, Consumer<String> progress) throws CallFailure {
        if (ask.flow().isPresent()) {
            progress.accept("Signing in by OAuth 2.");
            set(attempt(() -> tokens.get().get(ask, endpoint)).orElseThrow());
        }
        jwt(inputs, allowShortKeys, progress);
    }

    /** As {@link #begin}, but where a token would be fetched the header says from where. */
    void foretell(Inputs inputs, boolean allowShortKeys, Consumer<String> progress) throws CallFailure {
        OAuthAsk.Flow flow = ask.flow().orElse(null);
        if (flow == OAuthAsk.Flow.ACCESS_TOKEN) {
            headers.set(HEADER, "bearer " + ask.accessToken());
        } else if (flow != null) {
            RequestUrl from = RequestUrl.of(ask.tokenUrl(), Names.TOKEN_URL);
            headers.set(HEADER, "%s%s://%s>".formatted(FORETOLD, from.scheme(), from.authority()));
        }
        jwt(inputs, allowShortKeys, progress);
    }

    private void jwt(Inputs inputs, boolean allowShortKeys, Consumer<String> progress) throws CallFailure {
        if (ask.flow().isEmpty() && ask.isBegun()) {
            progress.accept(
                    "Warning: The oauth_ inputs do not make a way to sign in, so none is used. %s and %s are needed with %s, %s or %s."
                            .formatted(
                                    Names.TOKEN_URL,
                                    Names.CLIENT_ID,
                                    Names.REFRESH_TOKEN,
                                    Names.CODE,
                                    Names.CLIENT_SECRET));
        }
        String jwt = made(inputs, allowShortKeys, progress);
        if (jwt == null) {
            return;
        }
        if (headers.hasExactly(HEADER)) {
            throw CallFailure.forGood(
                    "The call has the header Authorization already, by %s or by OAuth 2, so no JWT can go there. Use one of them."
                            .formatted(Names.HEADERS));
        }
        substitution.hide(jwt);
        headers.set(HEADER, "bearer " + jwt);
    }

    /** Null when the call has none. */
    private String made(Inputs inputs, boolean allowShortKeys, Consumer<String> progress) throws CallFailure {
        String given = text(inputs, Names.JWT);
        String key = text(inputs, Names.JWT_KEY);
        if (given != null || key == null) {
            return given;
        }
        Field head = Field.of(inputs.get(Names.JWT_HEADERS), substitution);
        Field payload = Field.of(inputs.get(Names.JWT_PAYLOAD), substitution);
        try {
            return Jwts.compile(
                    head.isNothing() ? null : head.value(),
                    payload.isNothing() ? null : payload.value(),
                    key,
                    text(inputs, Names.JWT_ALGORITHM),
                    allowShortKeys,
                    warning -> progress.accept("Warning: " + warning));
        } catch (BridgeException e) {
            throw CallFailure.forGood(e.getMessage(), e);
        }
    }

    /** Whether the token that failed was there before this call: then a refusal may only mean that it is old. */
    boolean isCached() {
        return token != null && token.cached();
    }

    /**
     * Signs in anew after a failure, once.
     *
     * @param status of the answer, 0 when there was none
     * @return false when that would change nothing
     */
    boolean again(int status) throws CallFailure {
        if (token == null || renewed) {
            return false;
        }
        OAuthToken refused = token;
        Optional<OAuthToken> next = attempt(() -> tokens.get().again(ask, refused, status, endpoint));
        renewed = true;
        if (next.isPresent()) {
            set(next.get());
        }
        return next.isPresent();
    }

    private void set(OAuthToken next) throws CallFailure {
        token = next;
        substitution.hide(next.value());
        headers.set(HEADER, next.header());
    }

    private interface Asking {
        Optional<OAuthToken> token() throws IOException;
    }

    private static Optional<OAuthToken> attempt(Asking asking) throws CallFailure {
        try {
            return asking.token();
        } catch (BridgeException | IOException e) {
            throw CallFailure.forGood("Signing in failed. " + e.getMessage(), e);
        }
    }
}
