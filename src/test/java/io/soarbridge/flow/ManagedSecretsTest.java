package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soarbridge.config.ConfigException;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.Captured;
import io.soarbridge.testkit.RawServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge whose credentials are kept by a manager that speaks HashiCorp Vault's API for version 2 of its key-value engine. */
final class ManagedSecretsTest {
    private static final String VAULT_TOKEN = "planted-vault-token-2718";

    @TempDir
    private Path folder;

    private final AtomicReference<String> kept = new AtomicReference<>(Bed.API_KEY);

    private RawServer manager() {
        return RawServer.start((number, request, socket) -> {
            String value = kept.get();
            if (value == null) {
                RawServer.reply(socket, 503, "{\"errors\":[\"Vault is sealed\"]}", "Content-Type: application/json");
            } else {
                RawServer.reply(
                        socket,
                        200,
                        "{\"data\":{\"data\":{\"value\":\"%s\"},\"metadata\":{\"version\":1}}}".formatted(value),
                        "Content-Type: application/json");
            }
        });
    }

    private Bed bed(RawServer manager) {
        return Bed.with(folder, CortexXsoarOptions.version8())
                .environment("VAULT_TOKEN", VAULT_TOKEN)
                .set("camel.vault.hashicorp.token", "{{env:VAULT_TOKEN}}")
                .set("camel.vault.hashicorp.host", "127.0.0.1")
                .set("camel.vault.hashicorp.port", String.valueOf(manager.port()))
                .set("camel.vault.hashicorp.scheme", "http");
    }

    @Test
    void a_credential_from_a_manager_delivers() throws Exception {
        try (RawServer manager = manager();
                Bed bed = bed(manager)
                        .connection("api-key", "{{hashicorp:kv:bridge/xsoar#value}}")
                        .start()) {
            bed.accepted("elastic", Bed.alert("v-1", "with a key from the manager"));
            bed.awaitDelivered(1);

            assertThat(bed.troubles()).isEmpty();
        }
    }

    @Test
    void a_key_that_is_refused_is_asked_for_again_and_no_event_is_lost() throws Exception {
        kept.set("a-key-of-yesterday");
        try (RawServer manager = manager();
                Bed bed = bed(manager)
                        .connection("api-key", "{{hashicorp:kv:bridge/xsoar#value}}")
                        .start()) {
            kept.set(Bed.API_KEY);
            String event = bed.accepted("elastic", Bed.alert("v-2", "while the key is rotated"));

            bed.awaitDelivered(1);
            assertThat(bed.row(event).attempts()).isZero();
            assertThat(manager.requests()).hasSize(2);
        }
    }

    @Test
    void a_manager_that_is_down_at_a_rotation_leaves_the_last_value_and_says_so_once() throws Exception {
        kept.set("a-key-of-yesterday");
        try (RawServer manager = manager();
                Captured log = new Captured();
                Bed bed = bed(manager)
                        .connection("api-key", "{{hashicorp:kv:bridge/xsoar#value}}")
                        .start()) {
            kept.set(null);
            bed.accepted("elastic", Bed.alert("v-3", "while the manager is down"));
            Await.until("trouble is told", () -> !bed.troubles().isEmpty());
            assertThat(bed.troubles())
                    .singleElement()
                    .asString()
                    .contains(
                            "{{hashicorp:kv:bridge/xsoar#value}}", "soarbridge.connection.xsoar-prod.api-key", "sealed")
                    .doesNotContain(VAULT_TOKEN, "a-key-of-yesterday");

            kept.set(Bed.API_KEY);
            Await.until("delivered with the new key", () -> {
                bed.later(Duration.ofSeconds(30));
                return bed.counts().delivered() == 1;
            });
            assertThat(bed.troubles()).isEmpty();
            assertThat(String.join("\n", log.lines()))
                    .contains("can be read again")
                    .doesNotContain(VAULT_TOKEN, Bed.API_KEY);
        }
    }

    @Test
    void a_start_without_the_manager_fails_and_names_every_secret() throws Exception {
        kept.set(null);
        try (RawServer manager = manager();
                Bed bed = bed(manager)
                        .connection("api-key", "{{hashicorp:kv:bridge/xsoar#value}}")
                        .set("soarbridge.source.elastic.token", "{{hashicorp:kv:bridge/elastic#value}}")) {
            ConfigException failure = catchThrowableOfType(ConfigException.class, bed::start);

            assertThat(failure.problems()).hasSize(2);
            assertThat(failure)
                    .hasMessageContaining("soarbridge.source.elastic.token")
                    .hasMessageContaining("{{hashicorp:kv:bridge/xsoar#value}}")
                    .hasMessageContaining("sealed")
                    .hasMessageNotContaining(VAULT_TOKEN);
        }
    }

    @Test
    void a_sender_token_from_a_manager_lets_the_sender_in() throws Exception {
        kept.set(Bed.TOKEN);
        try (RawServer manager = manager();
                Bed bed = bed(manager)
                        .set("soarbridge.source.elastic.token", "{{hashicorp:kv:bridge/elastic#value}}")
                        .start()) {
            bed.accepted("elastic", Bed.alert("v-4", "by a token from the manager"));

            kept.set("a-token-of-tomorrow");
            assertThat(bed.reload().changed()).containsExactly("soarbridge.source.elastic.token");
            assertThat(bed.post("elastic", Bed.alert("v-5", "by the old token")).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_reload_while_the_manager_is_down_keeps_what_is_known() throws Exception {
        try (RawServer manager = manager();
                Bed bed = bed(manager)
                        .connection("api-key", "{{hashicorp:kv:bridge/xsoar#value}}")
                        .start()) {
            kept.set(null);
            bed.connection("max-concurrency", "3");
            assertThat(bed.reload().changed()).containsExactly("soarbridge.connection.xsoar-prod.max-concurrency");
            assertThat(bed.troubles()).hasSize(1);

            bed.set("soarbridge.source.elastic.token", "{{hashicorp:kv:bridge/never-seen#value}}");
            assertThat(bed.reload().problems()).singleElement().asString().contains("never-seen");
            bed.post("elastic", Bed.alert("v-6", "as before"), Map.of("Content-Type", "application/json"));
            bed.awaitDelivered(1);
        }
    }
}
