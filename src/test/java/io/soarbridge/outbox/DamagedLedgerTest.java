package io.soarbridge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a crash left, then truncated and overwritten: all that was acknowledged is there, or the ledger says that it is not. */
final class DamagedLedgerTest {
    private static final List<String> FILES = List.of("outbox.db", "outbox.db-wal", "outbox.db.lock");
    private static final int VARIANTS = 300;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void recovers_everything_or_refuses_never_in_silence() throws Exception {
        Map<String, byte[]> crashed = crashed();
        Map<Long, String> acknowledged = open(write("whole", crashed));
        assertThat(acknowledged).hasSize(60);

        for (int seed = 0; seed < VARIANTS; seed++) {
            Random random = new Random(seed);
            Map<String, byte[]> damaged = new TreeMap<>(crashed);
            String which = FILES.get(random.nextInt(2));
            String how = damage(damaged, which, random);
            outcome(seed, which + " " + how, write("v" + seed, damaged), acknowledged);
        }

        assertThat(seen).as("kinds of ends: %s", seen).containsKeys("refused", "recovered");
    }

    private void outcome(int seed, String what, Path file, Map<Long, String> acknowledged) throws IOException {
        List<Integer> before = bytes(file);
        try {
            assertThat(open(file)).as("variant %d: %s", seed, what).isEqualTo(acknowledged);
            seen.merge("recovered", 1, Integer::sum);
        } catch (BridgeException refused) {
            assertThat(refused.code())
                    .as("variant %d: %s: %s", seed, what, refused)
                    .isEqualTo("outbox/corrupt");
            assertThat(refused).hasMessageContaining(file.toString());
            assertThat(bytes(file))
                    .as("variant %d: %s: refused and left alone", seed, what)
                    .isEqualTo(before);
            seen.merge("refused", 1, Integer::sum);
        }
    }

    private static List<Integer> bytes(Path file) throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return List.of(
                Arrays.hashCode(Files.readAllBytes(file)),
                Files.exists(log) ? Arrays.hashCode(Files.readAllBytes(log)) : 0);
    }

    private static String damage(Map<String, byte[]> files, String which, Random random) {
        byte[] bytes = files.get(which).clone();
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 8 : 16384));
        String how = switch (random.nextInt(3)) {
            case 0 -> {
                bytes = Arrays.copyOf(bytes, at);
                yield "cut off at " + at;
            }
            case 1 -> {
                Arrays.fill(bytes, at, at + length, (byte) 0);
                yield length + " zeros at " + at;
            }
            default -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, at, length);
                yield length + " random bytes at " + at;
            }
        };
        files.put(which, bytes);
        return how;
    }

    /** The files of a bridge that ended without closing, with half of its work in the main file and half in the log. */
    private Map<String, byte[]> crashed() throws Exception {
        Path live = Files.createDirectory(folder.resolve("live"));
        try (SqliteOutboxStore store =
                SqliteOutboxStore.open(live.resolve("outbox.db"), OutboxStoreContract.SETTINGS, clock)) {
            work(store, "a");
            Upkeep.truncateLog(new SqliteFile(live.resolve("outbox.db")));
            work(store, "b");
            // by another process: closing a file of the ledger here would drop SQLite's locks on it
            int exit = new ProcessBuilder("sh", "-c", "cp live/outbox.db live/outbox.db-wal live/outbox.db.lock .")
                    .directory(folder.toFile())
                    .start()
                    .waitFor();
            assertThat(exit).isZero();
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : FILES) {
            files.put(name, Files.readAllBytes(folder.resolve(name)));
        }
        return files;
    }

    private static void work(OutboxStore store, String prefix) {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            NewEvent event = OutboxStoreContract.event(prefix + i, "o" + prefix + i % 20);
            events.add(new NewEvent(
                    event.source(), event.format(), new byte[1500 + 97 * i], event.traceId(), event.targets()));
        }
        events.forEach(event -> store.accept(List.of(event)).join());
        for (Claim claim : store.claim("a", 10, OutboxStoreContract.LEASE).join()) {
            store.record(new Result.Delivered(
                            claim.deliveryId(), claim.ticket(), "done", "INC-1", "1", "https://x/1", Duration.ZERO))
                    .join();
        }
    }

    private Path write(String name, Map<String, byte[]> files) throws IOException {
        Path to = Files.createDirectory(folder.resolve(name));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(to.resolve(file.getKey()), file.getValue());
        }
        return to.resolve("outbox.db");
    }

    /** What the ledger has, row by row. */
    private Map<Long, String> open(Path file) {
        Map<Long, String> rows = new TreeMap<>();
        try (SqliteOutboxStore store = SqliteOutboxStore.open(file, OutboxStoreContract.SETTINGS, clock)) {
            for (DeliveryRow row : store.list(OutboxStoreContract.all())) {
                byte[] payload = store.show(row.deliveryId()).orElseThrow().payload();
                rows.put(
                        row.deliveryId(),
                        row.dedupKey() + " " + row.orderKey() + " " + row.state() + " " + row.remoteId() + " "
                                + Arrays.hashCode(payload));
            }
        }
        return rows;
    }
}
