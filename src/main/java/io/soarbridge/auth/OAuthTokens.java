package io.soarbridge.auth;

import io.soarbridge.auth.TokenChains.Link;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens of OAuth 2 for calls. A token is kept in memory and shared by all calls with the same credential, until shortly
 * before its end; of concurrent calls one fetches it. A refresh token that the server gives in exchange is kept in a
 * {@link TokenStore} and used from then on. Thread-safe.
 */
public final class OAuthTokens {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthTokens.class);
    private static final int MOST_CREDENTIALS = 10_000;
    private static final int UNAUTHORIZED = 401;
    private static final String DEFAULT_TYPE = "Bearer";
    private static final String DEFAULT_TYPE_OF_GIVEN = "bearer";

    private final TokenChains chains;
    private final InstantSource clock;

    /** By id, those longest unused first. Guarded by itself. */
    private final Map<String, Credential> credentials = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Credential> eldest) {
            return size() > MOST_CREDENTIALS;
        }
    };

    public OAuthTokens(TokenStore store, TokenSeal seal, InstantSource clock) {
        this.chains = new TokenChains(store, seal);
        this.clock = clock;
    }

    /**
     * A token for a call, from memory or the server.
     *
     * @return empty when the inputs make no flow
     * @throws BridgeException {@code auth/token-refused}, {@code auth/token-answer}, {@code auth/token-url} or {@code auth/code-used}
     * @throws IOException from the endpoint
     */
    public Optional<OAuthToken> get(OAuthAsk ask, TokenEndpoint endpoint) throws IOException {
        Optional<OAuthAsk.Flow> flow = ask.flow();
        if (flow.isEmpty()) {
            return Optional.empty();
        }
        if (flow.get() == OAuthAsk.Flow.ACCESS_TOKEN) {
            String type = ask.tokenType() == null ? DEFAULT_TYPE_OF_GIVEN : ask.tokenType();
            return Optional.of(new OAuthToken(type, ask.accessToken(), false, false));
        }
        Credential credential = credential(ask, flow.get());
        Credential.Got got = credential.get(clock.instant(), () -> fetch(credential, ask, endpoint));
        String type = got.held().type() != null
                ? got.held().type()
                : ask.tokenType() != null ? ask.tokenType() : DEFAULT_TYPE;
        return Optional.of(new OAuthToken(
                type, got.held().access(), got.cached(), got.held().renewed()));
    }

    /**
     * Another token after a call has failed; to be asked for once per call. One that was there before the call is fetched anew when
     * the system answered 401. One that the call itself has fetched is fetched anew after any failure, if a refresh token came with it.
     *
     * @param refused what {@link #get} gave
     * @param status of the answer to the call, 0 when there was none
     * @return empty when another try would be the same
     */
    public Optional<OAuthToken> again(OAuthAsk ask, OAuthToken refused, int status, TokenEndpoint endpoint)
            throws IOException {
        Optional<OAuthAsk.Flow> flow = ask.flow().filter(one -> one != OAuthAsk.Flow.ACCESS_TOKEN);
        boolean useful = refused.cached() ? status == UNAUTHORIZED : refused.renewed();
        if (flow.isEmpty() || !useful) {
            return Optional.empty();
        }
        credential(ask, flow.get()).drop(refused.value());
        return get(ask, endpoint);
    }

    private Credential credential(OAuthAsk ask, OAuthAsk.Flow flow) {
        String id = id(ask, flow);
        synchronized (credentials) {
            return credentials.computeIfAbsent(id, Credential::new);
        }
    }

    private Credential.Held fetch(Credential credential, OAuthAsk ask, TokenEndpoint endpoint) throws IOException {
        return Credential.Held.of(new Exchange(credential.id(), ask, endpoint).run(), clock.instant());
    }

    /** What makes a credential, with the length of each part before it, so that no two run together. */
    private static String id(OAuthAsk ask, OAuthAsk.Flow flow) {
        String grant =
                flow == OAuthAsk.Flow.REFRESH ? ask.refreshToken() : flow == OAuthAsk.Flow.CODE ? ask.code() : null;
        StringBuilder all = new StringBuilder();
        for (String part : new String[] {
            flow.name(),
            ask.tokenUrl(),
            ask.clientId(),
            ask.clientSecret(),
            grant,
            ask.grantType(),
            ask.scope(),
            ask.redirectUri()
        }) {
            all.append(part == null ? "-" : part.length() + ":" + part).append(';');
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** One token fetched: by the refresh token that is kept, else by the caller's own grant. */
    private final class Exchange {
        private final String id;
        private final OAuthAsk ask;
        private final boolean isCode;
        private final URI url;
        private final TokenEndpoint endpoint;

        Exchange(String id, OAuthAsk ask, TokenEndpoint endpoint) {
            this.id = id;
            this.ask = ask;
            this.isCode = ask.flow().orElseThrow() == OAuthAsk.Flow.CODE;
            this.endpoint = endpoint;
            try {
                this.url = ask.endpoint();
            } catch (URISyntaxException e) {
                throw new BridgeException("auth/token-url", "oauth_token_url is no URL: " + e.getReason() + ".");
            }
        }

        TokenReply run() throws IOException {
            Link link = chains.read(id);
            if (link.refresh() != null) {
                try {
                    return byKept(link);
                } catch (TokenRefusedException e) {
                    if (!e.isSpent()) {
                        throw e;
                    }
                    return afterRefusal(link, e);
                }
            }
            if (link.spent()) {
                throw codeUsed("no refresh token came with it", null);
            }
            return byOwn(link);
        }

        /** Perhaps another bridge has had it exchanged meanwhile; else the caller's own may still be good. */
        private TokenReply afterRefusal(Link refused, TokenRefusedException e) throws IOException {
            Link now = chains.read(id);
            if (now.refresh() != null && !now.refresh().equals(refused.refresh())) {
                return byKept(now);
            }
            if (now.spent()) {
                throw codeUsed("the refresh token that came of it was refused (" + e.getMessage() + ")", e);
            }
            LOG.warn(
                    "{} The token refused was the one kept from an earlier answer; the caller's own is tried.",
                    e.getMessage());
            return byOwn(now);
        }

        private TokenReply byKept(Link link) throws IOException {
            TokenReply reply = post(ask.form(link.refresh()), link.refresh());
            if (reply.refresh() != null && !reply.refresh().equals(link.refresh())) {
                chains.save(id, link, reply.refresh(), link.spent());
            }
            return reply;
        }

        private TokenReply byOwn(Link link) throws IOException {
            TokenReply reply = post(ask.form(), null);
            boolean isNew = reply.refresh() != null && !reply.refresh().equals(ask.refreshToken());
            if (isNew || isCode || link.sealed() != null) {
                chains.save(id, link, isNew ? reply.refresh() : null, isCode);
            }
            return reply;
        }

        private TokenReply post(String form, String kept) throws IOException {
            return TokenReply.of(url, endpoint.post(url, form), ask, kept);
        }

        private BridgeException codeUsed(String why, Throwable cause) {
            return new BridgeException(
                    "auth/code-used",
                    "Getting a token from %s: oauth_code has been used, as it can be once, and %s. Sign in again and give the new code."
                            .formatted(TokenReply.shown(url), why),
                    cause);
        }
    }
}
