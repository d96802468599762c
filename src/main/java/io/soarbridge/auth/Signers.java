package io.soarbridge.auth;

import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.config.ConnectorType;
import io.soarbridge.config.Secret;
import io.soarbridge.support.BridgeException;
import java.time.InstantSource;
import java.util.Map;

/** Chooses the signer that a connection's settings ask for. */
public final class Signers {
    private Signers() {}

    /** @throws BridgeException {@code auth/unknown-scheme} when a connector names a signing scheme that is not in the product */
    public static Signer of(ConnectionSettings connection, InstantSource clock) {
        ConnectorType.Scheme scheme = connection.type().auth().get(connection.auth());
        Map<String, Secret> credentials = connection.credentials();
        return switch (scheme.scheme()) {
            case "headers" -> new HeaderTemplates(scheme.headers(), credentials);
            case "cortex-advanced-key" ->
                new CortexAdvancedKey(credentials.get("api-key"), credentials.get("api-key-id"), clock);
            default ->
                throw new BridgeException(
                        "auth/unknown-scheme",
                        "Connector %s asks for the signing scheme \"%s\" in its scheme \"%s\". Known are headers, session and cortex-advanced-key."
                                .formatted(connection.type().type(), scheme.scheme(), connection.auth()));
        };
    }
}
