package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.restcall.EchoServer;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials in calls by hand: where they go, and that they are never shown. */
final class CallSecretsTest {
    private static final String PLANTED = "pl\u00e4nted/\"s3cret%";

    @TempDir
    private Path folder;

    private EchoServer server;
    private Called called;

    @BeforeEach
    void open() throws IOException {
        server = EchoServer.plain();
        called = new Called(folder)
                .set("soarbridge.rest-call.hosts", "public, 127.0.0.1")
                .set("soarbridge.rest-call.secret.S", PLANTED)
                .set("soarbridge.rest-call.secret.PIN", "x7z");
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private String all() {
        return called.out.toString() + called.err;
    }

    private void assertNothingShown() {
        assertThat(all()).doesNotContain("s3cret", "x7z", "typed-0815", "dHlwZWQ", "czNjcmV0");
    }

    @Test
    void a_dry_run_shows_the_request_and_sends_nothing() {
        assertThat(called.with(
                        "call",
                        server.url() + "/p/${S}?q=${S}&pin=${PIN}",
                        "--dry-run",
                        "--query",
                        "r=${S}",
                        "-H",
                        "X-Key: Key ${PIN}",
                        "-b",
                        "sid=typed-0815",
                        "-u",
                        "me:typed-0815",
                        "-d",
                        "a=1&b=${S}"))
                .isZero();

        assertThat(called.out.toString())
                .startsWith("POST /p/******?q=******&pin=******&r=****** HTTP/1.1\n")
                .contains("Host: 127.0.0.1:" + server.port() + "\n")
                .contains("X-Key: Key ******\n")
                .contains("Cookie: sid=******\n")
                .contains("Authorization: Basic ******\n")
                .contains("Content-Type: application/x-www-form-urlencoded\n")
                .endsWith("\n\na=1&b=******\n");
        assertThat(called.err.toString()).contains("No TLS").contains("Nothing was sent.");
        assertThat(server.requests()).isEmpty();
        assertNothingShown();
    }

    @Test
    void a_dry_run_masks_json_and_jwt_and_names_where_a_token_is_from() throws IOException {
        String key = Files.writeString(folder.resolve("key"), "typed-0815-typed-0815-typed-0815-x\n")
                .toString();
        assertThat(called.with(
                        "call",
                        server.url(),
                        "--dry-run",
                        "--json-data",
                        "{\"k\": \"${S}\"}",
                        "--jwt-key",
                        "@" + key,
                        "--jwt-payload",
                        "{\"sub\": \"me\"}"))
                .isZero();
        assertThat(called.out.toString())
                .contains("{\"k\": \"******\"}")
                .contains("Authorization: bearer ******\n")
                .doesNotContain("eyJ");
        assertNothingShown();

        assertThat(called.with(
                        "call",
                        server.url(),
                        "--dry-run",
                        "--oauth-token-url",
                        server.url() + "/token?t=${S}",
                        "--oauth-client-id",
                        "me",
                        "--oauth-client-secret",
                        "typed-0815",
                        "--json"))
                .isZero();
        JsonNode headers = Json.read(called.out.toString()).at("/request/headers");
        assertThat(headers.toString()).contains("<a token from " + server.url() + ">");
        assertThat(server.requests()).isEmpty();
        assertNothingShown();
    }

    @Test
    void a_dry_run_fails_as_the_call_would() {
        called.set("soarbridge.rest-call.hosts", "public");

        assertThat(called.with("call", server.url(), "--dry-run")).isEqualTo(1);
        assertThat(called.err.toString()).contains("is not allowed");
        assertThat(called.with("call", "nonsense", "--dry-run")).isEqualTo(2);
        assertThat(called.with("call", "https://h.example/", "--dry-run", "-k")).isZero();
        assertThat(called.err.toString()).contains("any certificate is taken");
    }

    @Test
    void results_progress_and_failures_show_no_credential() {
        String[] credentials = {
            "-u",
            "me:typed-0815",
            "-b",
            "sid=typed-0815",
            "-H",
            "X-S: ${PIN}${S}".replace("${S}", ""),
            "--tries",
            "2",
            "--retry-delay",
            "0"
        };
        for (String path : new String[] {"/status/500", "/reset", "/echo"}) {
            for (String shown : new String[] {"--json", "-v"}) {
                String[] args = new String[credentials.length + 3];
                args[0] = "call";
                args[1] = server.url().replace("://", "://u:typed-0815@") + path;
                args[2] = shown;
                System.arraycopy(credentials, 0, args, 3, credentials.length);
                called.with(args);
                assertThat(all()).isNotEmpty();
                assertNothingShown();
            }
        }
        assertThat(server.requests()).hasSizeGreaterThan(5);
    }

    @Test
    void secrets_of_oauth_come_from_files() throws IOException {
        String secret =
                Files.writeString(folder.resolve("secret"), "typed-0815\n").toString();

        assertThat(called.with(
                        "call",
                        server.url() + "/echo",
                        "--oauth-token-url",
                        server.url() + "/token_full",
                        "--oauth-client-id",
                        "me",
                        "--oauth-client-secret",
                        "@" + secret,
                        "--json"))
                .isZero();

        assertThat(server.requests().get(0).body()).contains("client_secret=typed-0815");
        assertThat(server.requests().get(1).header("Authorization")).isEqualTo("Bearer ATF");
        assertThat(called.ledgerFile()).doesNotExist();
        assertNothingShown();
    }

    @Test
    void a_rotated_refresh_token_is_kept_and_used_the_next_time() {
        refresh();
        assertThat(called.ledgerFile()).exists();
        refresh();

        assertThat(server.requests().get(0).body()).contains("refresh_token=RT1&");
        assertThat(server.requests().get(2).body()).contains("refresh_token=RT2&");
    }

    @Test
    void a_rotated_refresh_token_is_kept_beside_a_running_bridge() {
        var settings = SettingsLoader.load(called.written()).settings();
        try (OutboxStore bridge = SqliteOutboxStore.open(called.ledgerFile(), settings.outbox(), called.clock)) {
            refresh();
            assertThat(bridge.trouble()).isEmpty();
            refresh();
        }

        assertThat(server.requests().get(2).body()).contains("refresh_token=RT2&");
    }

    private void refresh() {
        assertThat(called.with(
                        "call",
                        server.url() + "/echo",
                        "--oauth-token-url",
                        server.url() + "/tokenY",
                        "--oauth-client-id",
                        "me",
                        "--oauth-refresh-token",
                        "RT1"))
                .as(called.err.toString())
                .isZero();
    }
}
