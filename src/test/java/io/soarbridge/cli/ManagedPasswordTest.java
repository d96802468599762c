package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.OutboxSettings;
import io.soarbridge.outbox.NewEvent;
import io.soarbridge.outbox.postgres.PostgresOutboxStore;
import io.soarbridge.testkit.Postgres;
import io.soarbridge.testkit.RawServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a ledger in PostgreSQL whose password a manager keeps, while no bridge runs. */
final class ManagedPasswordTest {
    private static final String TOKEN = "planted-vault-token-2718";

    @TempDir
    private Path folder;

    @Test
    void commands_ask_the_manager_for_the_database_s_password_and_for_nothing_else() throws Exception {
        String database = Postgres.shared().database();
        fill(database);
        AtomicInteger others = new AtomicInteger();
        try (RawServer manager = RawServer.start((number, request, socket) -> {
            if (!request.contains("bridge/ledger")) {
                others.incrementAndGet();
            }
            RawServer.reply(
                    socket,
                    200,
                    "{\"data\":{\"data\":{\"value\":\"%s\"},\"metadata\":{\"version\":1}}}"
                            .formatted(Postgres.PASSWORD),
                    "Content-Type: application/json");
        })) {
            Called called = new Called(folder)
                    .connection("prod", "http://127.0.0.1:1", "{{hashicorp:kv:bridge/xsoar#value}}")
                    .set("soarbridge.management.port", "1")
                    .set(
                            "soarbridge.outbox.url",
                            Postgres.shared().settings(database).url())
                    .set("soarbridge.outbox.user", Postgres.USER)
                    .set("soarbridge.outbox.password", "{{hashicorp:kv:bridge/ledger#value}}")
                    .set("camel.vault.hashicorp.token", TOKEN)
                    .set("camel.vault.hashicorp.host", "127.0.0.1")
                    .set("camel.vault.hashicorp.port", String.valueOf(manager.port()))
                    .set("camel.vault.hashicorp.scheme", "http");

            assertThat(called.with("outbox", "list")).as("%s", called.err).isZero();
            assertThat(called.out.toString()).containsPattern("prod +1 +0 +0 +0");

            assertThat(called.with("why")).as("%s", called.err).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(called.out.toString()).contains("prod: 1 waiting").contains("The bridge does not run");
            assertThat(others).hasValue(0);

            called.with("check");
            assertThat(called.out.toString()).contains("works: PostgreSQL").doesNotContain(Postgres.PASSWORD, TOKEN);
        }
    }

    private void fill(String database) {
        OutboxSettings settings = new OutboxSettings(
                1000,
                1,
                Duration.ofDays(1),
                Duration.ofSeconds(60),
                3,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5));
        try (PostgresOutboxStore store = PostgresOutboxStore.open(
                Postgres.shared().settings(database), folder.resolve("data"), settings, InstantSource.system())) {
            store.accept(List.of(new NewEvent(
                            "siem",
                            "case",
                            "{}".getBytes(StandardCharsets.UTF_8),
                            null,
                            List.of(new NewEvent.Target("prod", "case-create", "k", "siem:k")))))
                    .join();
        }
    }
}
