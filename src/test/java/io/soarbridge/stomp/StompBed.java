package io.soarbridge.stomp;

import io.soarbridge.config.OutboxSettings;
import io.soarbridge.config.Secret;
import io.soarbridge.config.StompSettings;
import io.soarbridge.config.TlsSettings;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Certificates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A ledger, a function and doors, for each test its own; certificates for all of a class. */
abstract class StompBed {
    static final Timing QUICK = new Timing(
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMillis(15_000),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofMillis(10),
            20);

    @TempDir
    static Path certificates;

    static Certificates certificate;

    @TempDir
    Path folder;

    final Recorder function = new Recorder();
    final List<AutoCloseable> open = new ArrayList<>();
    OutboxStore store;

    @BeforeAll
    static void makeCertificate() {
        certificate = Certificates.selfSigned(certificates, "bus", "EC", "ip:127.0.0.1");
    }

    @BeforeEach
    void openLedger() {
        OutboxSettings settings = new OutboxSettings(
                1_000,
                0,
                Duration.ofDays(30),
                Duration.ofMinutes(5),
                8,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofSeconds(5));
        store = SqliteOutboxStore.open(folder.resolve("outbox.db"), settings, InstantSource.system());
    }

    @AfterEach
    void closeAll() throws Exception {
        function.letGo();
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        store.close();
    }

    static StompSettings settings(int port, Path trust) {
        return settings(port, trust, Recorder.SECRET);
    }

    static StompSettings settings(int port, Path trust, String passcode) {
        return new StompSettings(
                "127.0.0.1",
                port,
                "201",
                "fn_rest_api",
                "rest_api",
                "api-key-id",
                Secret.of(passcode),
                2,
                new TlsSettings(trust, null, null, true));
    }

    StompDoor door(int port) {
        return door(settings(port, certificate.certificate()), QUICK);
    }

    StompDoor door(StompSettings settings, Timing timing) {
        StompDoor door = new StompDoor(settings, function, store, InstantSource.system(), timing);
        open.add(door);
        door.start();
        return door;
    }

    static void untilConnected(StompDoor door) {
        Await.until("connected", () -> door.status().connected());
    }

    static void untilTrouble(StompDoor door, String word) {
        Await.until(
                "trouble with " + word,
                () -> !door.status().connected() && door.status().trouble().contains(word));
    }

    /** A call as the platform asks for it. @param inputs JSON */
    static String call(String inputs) {
        return "{\"function\":{\"id\":3,\"name\":\"rest_api\",\"display_name\":\"REST API\"},\"inputs\":%s,\"groups\":[],\"playbook_instance\":null,\"workflow_instance\":{\"workflow_instance_id\":54}}"
                .formatted(inputs);
    }

    static String get() {
        return call("{\"rest_api_method\":{\"id\":1,\"name\":\"GET\"},\"rest_api_url\":\"https://a.example\"}");
    }

    static String post() {
        return call("{\"rest_api_method\":{\"id\":2,\"name\":\"POST\"},\"rest_api_url\":\"https://a.example\"}");
    }

    /** @param correlation escaped */
    static String message(String correlation, String body) {
        return "MESSAGE\nack:ack\\c%s\nmessage-id:ID\\c1\ncorrelation-id:%s\nreply-to:/queue/acks.201.fn_rest_api\ndestination:/queue/actions.201.fn_rest_api\nsubscription:actions.201.fn_rest_api\nCo3ContextToken:token\n\n%s"
                .formatted(correlation, correlation, body);
    }
}
