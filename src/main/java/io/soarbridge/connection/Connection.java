package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.auth.Signer;
import io.soarbridge.auth.Signers;
import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.mapping.Mapping;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.rest.Classifier;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/** One live connection to a system: what calls through it share. Thread-safe; close it when the bridge stops. */
public final class Connection implements AutoCloseable {
    /** Reading a date costs more than it tells each time. */
    private static final int SKEW_EVERY = 256;

    /** Exchange property that says that an answer of earlier was used, so that trying with fresh ones may help. */
    public static final String USED_REMEMBERED = "SoarBridgeUsedRemembered";

    private final ConnectionSettings settings;
    private final Mappings mappings;
    private final Gate gate;
    private final RateLimit rate;
    private final Classifier classifier;
    private final Deadlines deadlines;
    private final Signer signer;
    private final Session session;
    private final Remembered remembered;
    private final InstantSource clock;
    private final ObjectNode options = JsonNodeFactory.instance.objectNode();

    private volatile Runnable refusal = () -> {};
    private volatile CloseableHttpClient client;
    private volatile Duration clockSkew;
    private int answers;

    public Connection(ConnectionSettings settings, Mappings mappings, InstantSource clock) {
        this(settings, mappings, clock, null);
    }

    /** @param earlier the one that this one takes the place of, or null; its rest goes on, and so does its quota */
    public Connection(ConnectionSettings settings, Mappings mappings, InstantSource clock, Connection earlier) {
        this.settings = settings;
        this.mappings = mappings;
        this.clock = clock;
        boolean sameSystem = earlier != null && SameSystem.of(earlier.settings, settings);
        this.gate = sameSystem ? earlier.gate : new Gate(settings.name(), clock);
        this.rate = sameSystem && earlier.settings.maxRate() == settings.maxRate()
                ? earlier.rate
                : new RateLimit(settings.maxRate());
        Set<Integer> credentialStatuses =
                Set.copyOf(settings.type().versions().get(settings.version()).credentialStatuses());
        this.session =
                settings.type().auth().get(settings.auth()).login() == null ? null : new Session(settings, clock);
        this.signer = session == null ? Signers.of(settings, clock) : session;
        this.classifier = new Classifier(
                credentialStatuses, clock, new Redactor(settings.credentials().values(), signer::secrets));
        this.remembered = new Remembered(clock);
        this.deadlines = new Deadlines(settings.name(), settings.longestCall());
        settings.options().forEach(options::put);
        options.put("version", settings.version());
    }

    public ConnectionSettings settings() {
        return settings;
    }

    public Gate gate() {
        return gate;
    }

    /** How long all calls together have waited for {@code max-rate}, and how long one would that came now. */
    public Quota quota() {
        return new Quota(Duration.ofNanos(rate.waitedNanos()), Duration.ofNanos(rate.waitNanos()));
    }

    /** What {@code max-rate} costs; both are zero without it. */
    public record Quota(Duration waited, Duration untilNext) {}

    /** The connection's own settings, as mappings see them in {@code $settings}. */
    public JsonNode options() {
        return options;
    }

    /** How far the system's clock was ahead of ours at its last answer; empty when it did not say. */
    public Optional<Duration> clockSkew() {
        return Optional.ofNullable(clockSkew);
    }

    /** @param date the answer's Date header, or null */
    void answeredAt(String date) {
        if (date == null || clockSkew != null && answers++ % SKEW_EVERY != 0) {
            return;
        }
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            clockSkew = Duration.between(clock.instant(), theirs);
        } catch (DateTimeException e) {
            clockSkew = null;
        }
    }

    /** The mapping of that name, or the operator's file in its place. */
    public Mapping mapping(String name) {
        Path override = settings.mappings().get(name.substring(name.lastIndexOf('/') + 1));
        return override == null ? mappings.get(name) : mappings.file(override);
    }

    /** @param listener is told, cheaply and never blocking, when the system refuses our credentials */
    public void onRefusal(Runnable listener) {
        refusal = listener;
    }

    void refused() {
        refusal.run();
    }

    InstantSource clock() {
        return clock;
    }

    RateLimit rate() {
        return rate;
    }

    Classifier classifier() {
        return classifier;
    }

    /** Null when the connection has none. */
    Session session() {
        return session;
    }

    Remembered remembered() {
        return remembered;
    }

    /** Asks the system anew for what answers were kept, such as its lists of names. */
    public void forget() {
        remembered.forget();
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /**
     * Made when it is first asked for: reading what Java trusts takes a tenth of a second.
     *
     * @throws BridgeException {@code connection/tls}
     */
    CloseableHttpClient client() {
        CloseableHttpClient made = client;
        if (made != null) {
            return made;
        }
        synchronized (signer) {
            if (client == null) {
                client = HttpClients.of(settings, signer);
                if (session != null) {
                    session.use(client, deadlines);
                }
            }
            return client;
        }
    }

    @Override
    public void close() {
        deadlines.close();
        try {
            if (client != null) {
                client.close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("closing the HTTP client of " + settings.name(), e);
        }
    }
}
