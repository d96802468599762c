package io.soarbridge.outbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.support.BridgeException;
import io.soarbridge.testkit.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresSchemaTest {
    private static final String[] NEXT = {"classpath:db/postgresql", "classpath:db/next"};

    @TempDir
    Path folder;

    private final Postgres postgres = Postgres.shared();
    private final String database = postgres.database();

    private PostgresOutboxStore open(String data) {
        return Replicas.open(postgres.settings(database), folder.resolve(data));
    }

    private PostgresSchema next() {
        return new PostgresSchema(new Database(postgres.settings(database)), PostgresSchema.VERSION + 1, NEXT);
    }

    @Test
    void several_bridges_may_start_at_once_on_an_empty_database() {
        List<CompletableFuture<PostgresOutboxStore>> starting = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> open("data-" + i)))
                .toList();

        List<PostgresOutboxStore> started =
                starting.stream().map(CompletableFuture::join).toList();

        started.get(0).accept(List.of(Replicas.event("k1", "o1"))).join();
        assertThat(started.get(3).claim("a", 1, Replicas.LEASE).join()).hasSize(1);
        started.forEach(PostgresOutboxStore::close);
    }

    @Test
    void a_migration_keeps_the_rows_and_their_order() throws Exception {
        try (PostgresOutboxStore before = open("data")) {
            before.accept(List.of(Replicas.event("k1", "o1"), Replicas.event("k2", "o1")))
                    .join();
            before.record(Replicas.done(
                            before.claim("a", 1, Replicas.LEASE).join().get(0)))
                    .join();
        }

        next().migrate();

        try (Connection connection = postgres.connect(database)) {
            assertThat(Sql.all(connection, "select region from delivery", r -> r.getString(1)))
                    .containsExactly("eu", "eu");
        }
        postgres.execute(
                database,
                "alter table delivery drop column region",
                "delete from soarbridge_schema where version = '003'");
        try (PostgresOutboxStore after = open("data")) {
            assertThat(after.claim("a", 10, Replicas.LEASE).join())
                    .extracting(Claim::dedupKey)
                    .containsExactly("k2");
            assertThat(after.counts().get("a").delivered()).isEqualTo(1);
        }
    }

    @Test
    void a_database_of_a_newer_release_is_refused_untouched() throws Exception {
        open("data").close();
        next().migrate();

        assertThatThrownBy(() -> open("data"))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("outbox/schema"))
                .hasMessageContaining("newer release");
        assertThat(DatabaseState.of(postgres.settings(database)).ok()).isFalse();
    }

    @Test
    void a_schema_with_tables_of_somebody_else_is_refused() {
        postgres.execute(database, "create table invoices (id int)");

        assertThatThrownBy(() -> open("data"))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("outbox/schema"))
                .hasMessageContaining("holds nothing else");
    }

    @Test
    void the_command_line_needs_tables_that_a_bridge_has_made() {
        assertThatThrownBy(() -> PostgresOutboxStore.openShared(postgres.settings(database), InstantSource.system()))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("outbox/missing"));
        assertThat(DatabaseState.of(postgres.settings(database)).summary()).contains("has no tables yet");
        open("data").close();

        try (OutboxStore shared = PostgresOutboxStore.openShared(postgres.settings(database), InstantSource.system())) {
            assertThat(shared.counts()).isEmpty();
            assertThatThrownBy(() -> shared.accept(List.of())).isInstanceOf(IllegalStateException.class);
        }
        assertThat(DatabaseState.of(postgres.settings(database)).summary())
                .contains("tables of version " + PostgresSchema.VERSION);
    }

    @Test
    void a_role_that_the_database_refuses_is_told_so_without_its_password() {
        var wrong = new io.soarbridge.config.DatabaseSettings(
                postgres.settings(database).url(),
                Postgres.USER,
                io.soarbridge.config.Secret.of("planted-wrong-password"));

        assertThatThrownBy(() -> Replicas.open(wrong, folder.resolve("data")))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("outbox/open-failed"))
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("planted");
    }
}
