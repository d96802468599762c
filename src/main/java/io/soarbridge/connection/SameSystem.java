package io.soarbridge.connection;

import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.config.Secret;
import java.util.Map;

/** Whether what was learnt of a system under one reading of the settings still holds under another. */
final class SameSystem {
    private SameSystem() {}

    static boolean of(ConnectionSettings before, ConnectionSettings after) {
        return before.url().equals(after.url())
                && before.type().type().equals(after.type().type())
                && before.version().equals(after.version())
                && before.auth().equals(after.auth())
                && before.pathPrefix().equals(after.pathPrefix())
                && before.tls().equals(after.tls())
                && java.util.Objects.equals(before.proxy(), after.proxy())
                && sameCredentials(before.credentials(), after.credentials());
    }

    private static boolean sameCredentials(Map<String, Secret> before, Map<String, Secret> after) {
        return before.keySet().equals(after.keySet())
                && before.entrySet().stream()
                        .allMatch(entry -> entry.getValue()
                                .reveal()
                                .equals(after.get(entry.getKey()).reveal()));
    }
}
