package io.soarbridge.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.config.ConnectorType;
import io.soarbridge.config.ConnectorTypes;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedOperationsTest {
    @TempDir
    Path folder;

    private Collection<ConnectorType> types;

    @BeforeEach
    void connector() throws IOException {
        Path connectors = Files.createDirectory(folder.resolve("connectors"));
        Files.writeString(connectors.resolve("acme.yaml"), """
                type: acme
                title: Acme
                description: Made up.
                versions: {"1": {auth: [none]}}
                auth: {none: {scheme: headers, headers: {X: "1"}}}
                operations:
                  playbook-run: {absent: It runs none.}
                  check: {partial: Half.}
                """);
        types = ConnectorTypes.load(connectors).all();
    }

    private void route(String uri) throws IOException {
        Files.writeString(folder.resolve("my.camel.yaml"), "- route:\n    from:\n      uri: " + uri + "\n");
    }

    @Test
    void an_operation_that_the_system_does_not_have_stops_the_start_with_the_reason() throws IOException {
        route("kamelet:acme-playbook-run-action?connection=prod");

        assertThatThrownBy(() -> AskedOperations.check(folder, types))
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.code())
                                .isEqualTo("app/operation-absent"))
                .hasMessageContaining("my.camel.yaml line 3")
                .hasMessageContaining("playbook-run of Acme")
                .hasMessageContaining("It runs none.");
    }

    @Test
    void what_the_system_has_and_what_is_commented_out_is_nobodys_concern() throws IOException {
        route("kamelet:acme-check-action?connection=prod\n# kamelet:acme-playbook-run-action");

        assertThatCode(() -> AskedOperations.check(folder, types)).doesNotThrowAnyException();
    }
}
