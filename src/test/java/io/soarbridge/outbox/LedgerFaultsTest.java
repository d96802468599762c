package io.soarbridge.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.soarbridge.support.BridgeException;
import io.soarbridge.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What becomes of a running ledger when its disk, its files or its threads fail: refusals in words, and no loss. */
final class LedgerFaultsTest {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private SqliteOutboxStore store;
    private Path mounted;

    @AfterEach
    void tidy() throws Exception {
        if (store != null) {
            store.close();
        }
        if (mounted != null) {
            run("umount", mounted.toString());
        }
    }

    @Test
    void a_full_disk_refuses_new_events_in_words_and_the_ledger_goes_on_when_there_is_room() throws Exception {
        Path disk = smallDisk();
        store = open(disk.resolve("outbox.db"));
        int taken = 0;
        Throwable refusal = null;
        while (refusal == null && taken < 10_000) {
            try {
                accept("k" + taken);
                taken++;
            } catch (RuntimeException e) {
                refusal = e.getCause();
            }
        }
        assertThat(refusal)
                .isInstanceOfSatisfying(
                        OutboxUnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo("outbox/disk-full"));
        assertThat(store.trouble())
                .hasValueSatisfying(words -> assertThat(words)
                        .contains("disk is full")
                        .contains(clock.instant().toString()));
        assertThat(store.list(OutboxStoreContract.all())).hasSize(taken);

        run("mount", "-o", "remount,size=64m", disk.toString());

        accept("after");
        assertThat(store.trouble()).isEmpty();
        store.close();
        store = open(disk.resolve("outbox.db"));
        assertThat(store.list(OutboxStoreContract.all())).hasSize(taken + 1);
    }

    @Test
    void a_read_only_disk_is_named_at_start() throws Exception {
        Path disk = smallDisk();
        Path file = disk.resolve("outbox.db");
        store = open(file);
        accept("k1");
        store.close();
        store = null;
        run("mount", "-o", "remount,ro", disk.toString());

        assertThatThrownBy(() -> open(file))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("outbox/open-failed"))
                .hasMessageContaining(file.toString());

        run("mount", "-o", "remount,rw", disk.toString());
        store = open(file);
        assertThat(store.list(OutboxStoreContract.all())).hasSize(1);
    }

    @Test
    void a_removed_folder_is_noticed_at_once_and_nothing_is_taken() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        store = open(data.resolve("outbox.db"));
        accept("k1");
        run("rm", "-r", data.toString());

        refused(() -> accept("k2"));
        assertThat(store.trouble())
                .hasValueSatisfying(words -> assertThat(words).contains("removed"));
        assertThatThrownBy(() -> store.claim("a", 1, OutboxStoreContract.LEASE).join())
                .hasCauseInstanceOf(OutboxUnavailableException.class);
    }

    @Test
    void a_moved_file_is_noticed_and_used_again_when_it_is_back() throws Exception {
        store = open(folder.resolve("outbox.db"));
        accept("k1");
        Path aside = folder.resolve("aside.db");
        Files.move(folder.resolve("outbox.db"), aside);

        refused(() -> accept("k2"));
        assertThatThrownBy(() -> store.counts()).isInstanceOf(BridgeException.class);
        assertThat(folder.resolve("outbox.db")).doesNotExist();

        Files.move(aside, folder.resolve("outbox.db"));
        accept("k2");
        assertThat(store.trouble()).isEmpty();
        assertThat(store.list(OutboxStoreContract.all())).hasSize(2);
    }

    @Test
    void another_file_in_its_place_is_not_written_to() throws Exception {
        store = open(folder.resolve("outbox.db"));
        accept("k1");
        Files.move(folder.resolve("outbox.db-wal"), folder.resolve("aside"));
        Files.write(folder.resolve("outbox.db-wal"), new byte[0]);

        refused(() -> accept("k2"));
        assertThat(store.trouble())
                .hasValueSatisfying(words -> assertThat(words).contains("replaced"));
        assertThat(Files.size(folder.resolve("outbox.db-wal"))).isZero();
    }

    @Test
    void a_broken_connection_is_replaced_and_memory_agrees_with_the_disk() {
        store = open(folder.resolve("outbox.db"));
        accept("k1");
        accept("k2");
        Claim claim = store.claim("a", 1, OutboxStoreContract.LEASE).join().get(0);

        CompletableFuture<Object> broken = store.onWriter(ledger -> {
            ledger.close();
            throw new SQLException("the connection broke");
        });
        assertThatThrownBy(broken::join).hasCauseInstanceOf(OutboxUnavailableException.class);

        assertThat(accept("k1").duplicate()).isTrue();
        store.record(new Result.Dead(claim.deliveryId(), claim.ticket(), false, "x", 0, "x", Duration.ZERO))
                .join();
        assertThat(store.claim("a", 5, OutboxStoreContract.LEASE).join())
                .extracting(Claim::dedupKey)
                .containsExactly("k2");
    }

    @Test
    void a_writer_that_died_is_replaced_and_who_waited_for_it_hears_so() throws Exception {
        store = open(folder.resolve("outbox.db"));
        Logger log = (Logger) LoggerFactory.getLogger(GroupWriter.class);
        AppenderBase<ILoggingEvent> deadly = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (Thread.currentThread().getName().equals("outbox-write")) {
                    throw new OutOfMemoryError("as if");
                }
            }
        };
        deadly.start();
        Thread writer = writer();
        log.addAppender(deadly);
        CompletableFuture<Object> fatal;
        try {
            fatal = store.onWriter(ledger -> {
                throw new IllegalStateException("a fault");
            });
            writer.join(TimeUnit.SECONDS.toMillis(30));
        } finally {
            log.detachAppender(deadly);
        }
        assertThat(writer.isAlive()).isFalse();

        accept("k1");

        assertThat(writer()).isNotSameAs(writer);
        Await.until("the failed write to be told", fatal::isCompletedExceptionally);
        assertThat(store.list(OutboxStoreContract.all())).hasSize(1);
    }

    @Test
    void a_write_that_takes_long_is_named_and_acknowledged_when_it_is_on_disk() throws Exception {
        Path file = folder.resolve("outbox.db");
        store = open(file);
        accept("k1");
        CompletableFuture<List<Receipt>> late;
        try (Connection other = new SqliteFile(file).writer();
                Statement lock = other.createStatement()) {
            lock.execute("begin immediate");
            late = store.accept(List.of(OutboxStoreContract.event("k2", "k2")));
            Await.until("the write", () -> {
                clock.advance(Duration.ofSeconds(1));
                return store.trouble().isPresent();
            });
            assertThat(store.trouble())
                    .hasValueSatisfying(words -> assertThat(words).contains("is not on disk yet", file.toString()));
            assertThat(late).isNotDone();
            lock.execute("rollback");
        }

        assertThat(late.get(30, TimeUnit.SECONDS)).hasSize(1);
        Await.until("the end of the trouble", () -> store.trouble().isEmpty());
        assertThat(store.list(OutboxStoreContract.all())).hasSize(2);
    }

    private static Thread writer() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("outbox-write") && t.isAlive())
                .findFirst()
                .orElseThrow();
    }

    private void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .cause()
                .isInstanceOfSatisfying(
                        OutboxUnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo("outbox/gone"));
    }

    private SqliteOutboxStore open(Path file) {
        return SqliteOutboxStore.open(
                file, OutboxStoreContract.SETTINGS, new SqliteOutboxStore.Time(clock, clock::millis));
    }

    private Receipt accept(String key) {
        NewEvent event = OutboxStoreContract.event(key, key);
        NewEvent large = new NewEvent("siem", "case", new byte[20_000], null, event.targets());
        return store.accept(List.of(large)).join().get(0);
    }

    /** A disk of 4 MB in memory. */
    private Path smallDisk() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        int exit = exit("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
        assumeThat(exit).as("needs the right to mount a small file system").isZero();
        mounted = disk;
        return disk;
    }

    private static void run(String... command) throws Exception {
        assertThat(exit(command)).as(String.join(" ", command)).isZero();
    }

    private static int exit(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
