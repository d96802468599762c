package io.soarbridge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soarbridge.config.SecretUnavailableException;
import io.soarbridge.testkit.RawServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VaultFunctionsTest {
    private static final String CANARY = "canary-value-31415";
    private static final String JSON = "Content-Type: application/json";

    private static Map<String, String> hashicorp(RawServer server) {
        return Map.of(
                "camel.vault.hashicorp.token", "canary-vault-token",
                "camel.vault.hashicorp.host", "127.0.0.1",
                "camel.vault.hashicorp.port", String.valueOf(server.port()),
                "camel.vault.hashicorp.scheme", "http");
    }

    private static Map<String, String> aws(RawServer server) {
        return Map.of(
                "camel.vault.aws.accessKey", "AKIDEXAMPLE",
                "camel.vault.aws.secretKey", "canary-aws-secret-key",
                "camel.vault.aws.region", "eu-central-1",
                "camel.vault.aws.overrideEndpoint", "true",
                "camel.vault.aws.uriEndpointOverride", server.url());
    }

    @Test
    void a_field_comes_from_a_kv_engine_by_its_token() throws Exception {
        try (RawServer server = RawServer.start(RawServer.always(
                        200,
                        "{\"data\":{\"data\":{\"api-key\":\"%s\"},\"metadata\":{\"version\":1}}}".formatted(CANARY),
                        JSON));
                VaultFunctions vaults = new VaultFunctions()) {
            assertThat(vaults.look("hashicorp", "kv:bridge/xsoar#api-key", hashicorp(server)))
                    .isEqualTo(CANARY);
            assertThat(server.requests().get(0))
                    .startsWith("GET /v1/kv/data/bridge/xsoar ")
                    .containsIgnoringCase("X-Vault-Token: canary-vault-token");
        }
    }

    @Test
    void a_new_token_is_used_for_the_next_question() throws Exception {
        try (RawServer server = RawServer.start(RawServer.always(200, "{\"data\":{\"data\":{\"k\":\"v\"}}}", JSON));
                VaultFunctions vaults = new VaultFunctions()) {
            vaults.look("hashicorp", "kv:one#k", hashicorp(server));
            Map<String, String> other = new java.util.HashMap<>(hashicorp(server));
            other.put("camel.vault.hashicorp.token", "another-vault-token");
            vaults.look("hashicorp", "kv:one#k", other);

            assertThat(server.requests().get(1)).containsIgnoringCase("X-Vault-Token: another-vault-token");
        }
    }

    @Test
    void what_is_not_there_or_not_allowed_is_told_without_any_secret() throws Exception {
        try (RawServer gone = RawServer.start(RawServer.always(404, "{\"errors\":[]}", JSON));
                RawServer denied =
                        RawServer.start(RawServer.always(403, "{\"errors\":[\"permission denied\"]}", JSON));
                VaultFunctions vaults = new VaultFunctions();
                VaultFunctions others = new VaultFunctions()) {
            assertThat(failure(vaults, "hashicorp", "kv:one#k", hashicorp(gone)))
                    .hasMessage("there is no such secret");
            assertThat(failure(others, "hashicorp", "kv:one#k", hashicorp(denied)))
                    .hasMessageContaining("permission denied")
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void a_manager_that_is_not_there_is_told() throws Exception {
        Map<String, String> nobody;
        try (RawServer server = RawServer.start(RawServer.always(200, "{}"))) {
            nobody = hashicorp(server);
        }
        try (VaultFunctions vaults = new VaultFunctions()) {
            assertThat(failure(vaults, "hashicorp", "kv:one#k", nobody)).hasMessage("it cannot be connected to");
        }
    }

    @Test
    void access_that_is_not_configured_is_told() {
        try (VaultFunctions vaults = new VaultFunctions()) {
            SecretUnavailableException failure = failure(vaults, "hashicorp", "kv:one#k", Map.of());

            assertThat(failure).hasMessageContaining("requires setting Token");
            assertThat(failure.remedy()).contains("camel.vault.hashicorp");
        }
    }

    @Test
    void a_field_comes_from_a_signed_question() throws Exception {
        String answer =
                "{\"ARN\":\"arn:aws:secretsmanager:eu-central-1:1:secret:xsoar\",\"Name\":\"xsoar\",\"SecretString\":\"{\\\"api-key\\\":\\\"%s\\\"}\"}"
                        .formatted(CANARY);
        try (RawServer server =
                        RawServer.start(RawServer.always(200, answer, "Content-Type: application/x-amz-json-1.1"));
                VaultFunctions vaults = new VaultFunctions()) {
            assertThat(vaults.look("aws", "xsoar#api-key", aws(server))).isEqualTo(CANARY);
            assertThat(server.requests().get(0))
                    .containsIgnoringCase("X-Amz-Target: secretsmanager.GetSecretValue")
                    .containsIgnoringCase("Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                    .contains("\"SecretId\":\"xsoar\"")
                    .doesNotContain("canary-aws-secret-key");
        }
    }

    @Test
    void the_secret_itself_is_not_in_the_error_when_it_has_no_fields() throws Exception {
        String answer = "{\"Name\":\"xsoar\",\"SecretString\":\"%s\"}".formatted(CANARY);
        try (RawServer server =
                        RawServer.start(RawServer.always(200, answer, "Content-Type: application/x-amz-json-1.1"));
                VaultFunctions vaults = new VaultFunctions()) {
            SecretUnavailableException failure = failure(vaults, "aws", "xsoar#api-key", aws(server));

            assertThat(failure).hasMessageContaining("no JSON object").hasMessageNotContaining(CANARY);
            assertThat(failure.getCause()).isNull();
        }
    }

    @Test
    void an_unknown_name_is_told_in_the_managers_words() throws Exception {
        String answer =
                "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"Secrets Manager can't find the specified secret.\"}";
        try (RawServer server =
                        RawServer.start(RawServer.always(400, answer, "Content-Type: application/x-amz-json-1.1"));
                VaultFunctions vaults = new VaultFunctions()) {
            assertThat(failure(vaults, "aws", "gone", aws(server)))
                    .hasMessageContaining("can't find the specified secret");
        }
    }

    private static SecretUnavailableException failure(
            VaultFunctions vaults, String manager, String name, Map<String, String> access) {
        return catchThrowableOfType(SecretUnavailableException.class, () -> vaults.look(manager, name, access));
    }
}
