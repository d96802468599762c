package io.soarbridge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.auth.FleetingTokens;
import io.soarbridge.auth.OAuthTokens;
import io.soarbridge.auth.TokenSeal;
import io.soarbridge.config.HostRule;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.RestCallSettings;
import io.soarbridge.observe.Meters;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.restcall.Attachment;
import io.soarbridge.restcall.RestCalls;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The REST call function for one call of the command line. No bridge is started, and one may be running beside it. */
public final class SingleCall implements AutoCloseable {
    /** What a server may give a new refresh token for, which must outlive this process. */
    private static final List<String> GRANTS = List.of("oauth_refresh_token", "oauth_code");

    private static final String PREFIX = "soarbridge.rest-call.";
    /** All but link-local addresses, where clouds give away credentials. */
    private static final List<HostRule> PRIVATE =
            HostRule.blocks("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1", "fc00::/7");

    private final Opened opened = new Opened();
    private final LoadedSettings loaded;
    private final InstantSource clock;
    private final boolean lasting;
    private final RestCalls calls;
    private OAuthTokens tokens;

    /**
     * @param loaded by {@link io.soarbridge.config.SettingsLoader#restCall}
     * @param inputs of the call to come; only the secrets that they may ask for are fetched from managers
     * @param allowPrivate whether this call may reach private addresses too
     */
    public SingleCall(LoadedSettings loaded, ObjectNode inputs, boolean allowPrivate, InstantSource clock) {
        this.loaded = loaded;
        this.clock = clock;
        lasting = GRANTS.stream().anyMatch(name -> !inputs.path(name).asText("").isEmpty());
        if (lasting || mayRefer(inputs)) {
            try (VaultFunctions vaults = new VaultFunctions()) {
                loaded.managed().fetchFor(PREFIX, vaults);
            }
        }
        RestCallSettings settings = loaded.settings().restCall();
        Attachment.Source files = settings.connection() == null ? null : SingleCall::refuse;
        calls = opened.add(new RestCalls(
                allowPrivate ? settings.allowing(PRIVATE) : settings,
                new RestCalls.Parts(
                        files, loaded.proxies(), clock, RestCalls.Pauses.REAL, this::tokens, new Meters())));
    }

    private static boolean mayRefer(JsonNode inputs) {
        String text = inputs.toString();
        return text.contains("$") || text.contains("^") || text.contains("{{");
    }

    private static Attachment refuse(Attachment.Place place) throws IOException {
        throw new IOException(
                "only a running bridge fetches files of incidents. Make this call through its HTTP door (docs/rest-call.md).");
    }

    public RestCalls calls() {
        return calls;
    }

    private synchronized OAuthTokens tokens() {
        if (tokens == null && lasting) {
            OutboxStore store = opened.add(Ledgers.openSharedOrNew(loaded, clock));
            tokens = new Tokens(loaded.settings(), store, clock).get();
        } else if (tokens == null) {
            tokens = new OAuthTokens(new FleetingTokens(), TokenSeal.fleeting(), clock);
        }
        return tokens;
    }

    @Override
    public void close() {
        opened.close();
    }
}
