package io.soarbridge.ingest;

import io.soarbridge.config.DatabaseSettings;
import io.soarbridge.config.HttpSettings;
import io.soarbridge.config.LogSettings;
import io.soarbridge.config.ManagementSettings;
import io.soarbridge.config.OtelSettings;
import io.soarbridge.config.OutboxSettings;
import io.soarbridge.config.Secret;
import io.soarbridge.config.Settings;
import io.soarbridge.config.SourceSettings;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.observe.Instruments;
import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.SqliteOutboxStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A front door with one source, {@code sensor}, over a real ledger. */
final class FrontDoorBed implements AutoCloseable {
    private final OutboxStore store;
    private final FrontDoor door;
    private final IngestHandler ingest;
    private final int port;

    FrontDoorBed(Path folder, HttpSettings http, SourceSettings.Auth auth) {
        Path mappings = folder.resolve("mappings");
        write(
                mappings.resolve("plain/event-to-identity.jq"),
                "if .bad then error(\"this is bad\") else {id: (.id | if . == null then null else tostring end), operation: \"case-create\", revision: null} end");
        write(mappings.resolve("plain/event-to-case.jq"), ".");
        OutboxSettings outbox = outbox();
        Settings settings = new Settings(
                folder,
                folder,
                http,
                outbox,
                new DatabaseSettings(null, null, null),
                new ManagementSettings("127.0.0.1", 0),
                new LogSettings(LogSettings.Format.TEXT),
                new OtelSettings(null, null, 100),
                null,
                Map.of("sensor", source(auth)),
                Map.of());
        store = SqliteOutboxStore.open(folder.resolve("outbox.db"), outbox, InstantSource.system());
        ingest = new IngestHandler(
                http,
                Instruments.unread(),
                new Doors(settings, new Mappings(mappings), store, Instruments.unread(), InstantSource.system()));
        door = new FrontDoor(http);
        port = door.open(ingest);
    }

    static HttpSettings http(long maxBody, int maxInFlight, Duration requestTimeout) {
        return new HttpSettings(
                "127.0.0.1", 0, maxBody, 64, 100, maxInFlight, 1000, Duration.ofSeconds(60), requestTimeout);
    }

    static OutboxSettings outbox() {
        return new OutboxSettings(
                1000,
                1,
                Duration.ofDays(1),
                Duration.ofSeconds(60),
                3,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5));
    }

    static SourceSettings source(SourceSettings.Auth auth) {
        return new SourceSettings(
                "sensor",
                "plain",
                auth,
                Secret.of("t0ken"),
                Secret.of("s3cret"),
                "X-Signature",
                "sha256=",
                null,
                Duration.ofMinutes(5),
                "ada",
                Secret.of("pässword"),
                List.of("target"));
    }

    int port() {
        return port;
    }

    FrontDoor door() {
        return door;
    }

    OutboxStore store() {
        return store;
    }

    IngestHandler ingest() {
        return ingest;
    }

    List<Claim> claims() {
        return store.claim("target", 100, Duration.ofMinutes(1)).join();
    }

    /** Waits for what the server's own thread will do; the test's time limit ends a wait in vain. */
    void awaitInFlight(int wanted) {
        while (ingest.inFlight() != wanted) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        door.close();
        store.close();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
