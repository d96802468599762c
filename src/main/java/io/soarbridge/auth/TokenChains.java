package io.soarbridge.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The refresh tokens that servers have given in place of the callers' own, sealed in the ledger. Bridges that share the ledger share
 * them. Thread-safe.
 */
final class TokenChains {
    private static final Logger LOG = LoggerFactory.getLogger(TokenChains.class);
    private static final String REFRESH = "refresh_token";
    private static final String SPENT = "spent";

    private final TokenStore store;
    private final TokenSeal seal;

    /** What the ledger could not take, by id; tried again at the next use. The server's older tokens may be void already. */
    private final Map<String, Link> unsaved = new ConcurrentHashMap<>();

    TokenChains(TokenStore store, TokenSeal seal) {
        this.store = store;
        this.seal = seal;
    }

    /**
     * Where a credential stands.
     *
     * @param refresh the server's latest, null when the caller's own grant is to be used
     * @param spent whether the caller's own grant was a code, which has been used
     * @param sealed as it is kept, null when it is not
     */
    record Link(String refresh, boolean spent, String sealed) {
        static final Link NONE = new Link(null, false, null);

        @Override
        public String toString() {
            return "Link";
        }
    }

    Link read(String id) {
        Link kept = unsaved.remove(id);
        if (kept != null) {
            return save(id, kept, kept.refresh(), kept.spent());
        }
        Optional<String> sealed = store.read(id);
        return sealed.isEmpty() ? Link.NONE : opened(id, sealed.get());
    }

    private Link opened(String id, String sealed) {
        Optional<String> text = seal.open(id, sealed);
        if (text.isPresent()) {
            try {
                JsonNode link = Json.read(text.get());
                return new Link(link.path(REFRESH).textValue(), link.path(SPENT).asBoolean(), sealed);
            } catch (JsonProcessingException e) {
                LOG.debug("What was sealed for {} is no JSON", id);
            }
        }
        LOG.warn(
                "The refresh token kept for {} was sealed with another key (soarbridge.rest-call.sealing-key or {}); the caller's own is used.",
                id,
                SealingKeyFile.NAME);
        return new Link(null, false, sealed);
    }

    /**
     * @param before as it was read
     * @return the link as it is now: what another bridge has kept meanwhile stays, as it is as good
     */
    Link save(String id, Link before, String refresh, boolean spent) {
        ObjectNode link = JsonNodeFactory.instance.objectNode().put(SPENT, spent);
        if (refresh != null) {
            link.put(REFRESH, refresh);
        }
        String sealed = seal.seal(id, Json.text(link));
        boolean isSaved;
        try {
            isSaved = store.replace(id, before.sealed(), sealed);
        } catch (RuntimeException e) {
            LOG.warn("The refresh token of {} could not be kept in the ledger; a restart would lose it.", id, e);
            Link now = new Link(refresh, spent, before.sealed());
            unsaved.put(id, now);
            return now;
        }
        return isSaved ? new Link(refresh, spent, sealed) : read(id);
    }
}
