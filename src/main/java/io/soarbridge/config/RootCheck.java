package io.soarbridge.config;

import java.time.Duration;
import java.util.List;

/** Checks what concerns the bridge as a whole. */
final class RootCheck {
    private static final String HOST = Entries.ROOT + "http.host";
    private static final String MANAGEMENT = Entries.ROOT + "management.host";
    private static final String DELAY = Entries.ROOT + "outbox.retry-delay";
    private static final String URL = Entries.ROOT + "outbox.url";
    private static final String USER = Entries.ROOT + "outbox.user";
    private static final String PASSWORD = Entries.ROOT + "outbox.password";
    private static final String CAP = Entries.ROOT + "outbox.retry-cap";

    private RootCheck() {}

    static void check(Settings settings, Reading reading) {
        String host = settings.http().host();
        if (host != null && !loopback(host)) {
            reading.problems()
                    .warn(HOST + " = " + host + ": other machines can reach the port, and it speaks plain HTTP. "
                            + "Put a TLS proxy in front of it. " + reading.where(HOST));
        }
        String management = settings.management().host();
        if (management != null && !loopback(management)) {
            reading.problems()
                    .warn(MANAGEMENT + " = " + management
                            + ": other machines can reach the management port, which asks "
                            + "for no credentials. Let a firewall or network policy admit the monitoring only. "
                            + reading.where(MANAGEMENT));
        }
        Duration delay = settings.outbox().retryDelay();
        Duration cap = settings.outbox().retryCap();
        if (delay != null && cap != null && cap.compareTo(delay) < 0) {
            String key = reading.entries().find(CAP).isPresent() ? CAP : DELAY;
            reading.reject(key, CAP + " is less than " + DELAY + ".", "Raise " + CAP + " or lower " + DELAY + ".");
        }
        database(settings.database(), reading);
        RestCallCheck.check(settings.restCall(), settings.connections().keySet(), reading);
        if (settings.sources().isEmpty()) {
            reading.problems().warn("No soarbridge.source.<name> is set, so no event can come in.");
        }
    }

    private static void database(DatabaseSettings database, Reading reading) {
        boolean wanted = reading.entries()
                .find(URL)
                .filter(entry -> !entry.text().isEmpty())
                .isPresent();
        for (String key : List.of(USER, PASSWORD)) {
            if (!wanted && reading.entries().find(key).isPresent()) {
                reading.reject(key, key + ": not used, as " + URL + " is not set.", "Remove it, or set " + URL + ".");
            }
        }
        if (database.given()
                && database.user() == null
                && reading.entries().find(USER).isEmpty()) {
            reading.reject(
                    URL,
                    USER + ": missing. Expected the name of a role in the database.",
                    "Add " + USER + " beside " + URL + ".");
        }
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
