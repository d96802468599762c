package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManagedReferencesTest {
    private final ManagedSecrets secrets = new ManagedSecrets();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hashicorp:kv:bridge/xsoar#api-key",
                "hashicorp:kv:bridge/xsoar#api-key@2",
                "aws:xsoar",
                "aws:team/xsoar#api-key",
                "aws:arn:aws:secretsmanager:eu-central-1:111122223333:secret:xsoar-AbCdEf#api-key",
                "azure:xsoar-api-key",
                "azure:xsoar#api-key"
            })
    void takes(String reference) throws BadValueException {
        assertThat(refer(reference).shown()).isEqualTo("{{" + reference + "}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hashicorp:kv:bridge/xsoar",
                "hashicorp:kv:bridge/xsoar#api-key:a-default",
                "hashicorp:xsoar#api-key",
                "aws:xsoar:a-default",
                "aws:arn:aws:secretsmanager:eu-central-1:111122223333:secret:xsoar-AbCdEf",
                "aws:xsoar#api-key:a-default",
                "aws:",
                "azure:xsoar:a-default",
                "azure:#field"
            })
    void refuses_what_would_hide_a_failure_or_get_another_thing(String reference) {
        assertThatThrownBy(() -> refer(reference)).isInstanceOf(BadValueException.class);
    }

    @Test
    void an_unknown_way_to_reach_a_manager_is_refused_without_its_value() {
        assertThatThrownBy(() -> secrets.access("camel.vault.aws.refreshEnabled", () -> "true"))
                .isInstanceOf(BadValueException.class)
                .extracting(e -> ((BadValueException) e).remedy())
                .asString()
                .contains("soarbridge.secrets.refresh", "secretKey");
    }

    @Test
    void a_secret_that_was_not_fetched_cannot_be_used() throws BadValueException {
        ManagedSecret secret = refer("aws:xsoar");

        assertThatThrownBy(secret::text).hasMessageContaining("{{aws:xsoar}}");
    }

    private ManagedSecret refer(String reference) throws BadValueException {
        int colon = reference.indexOf(':');
        return secrets.refer(reference.substring(0, colon), reference.substring(colon + 1));
    }
}
