package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorTypesTest {
    private static final String GOOD = """
            type: acme
            title: Acme
            description: Made up.
            versions: {"9": {prefix: /v9, auth: [b, a]}, "10": {auth: [a]}, "8": {auth: [a]}}
            auth:
              b: {scheme: some-signature, credentials: [api-key]}
              a: {scheme: headers, headers: {X-Key: "k {api-key}"}, credentials: [api-key]}
              s:
                scheme: session
                credentials: [user, password]
                login: {path: /login, send: form, fields: {u: "{user}"}, headers: {X: "{cookie:c}"}}
                headers: {X-Sess: "{answer:token}"}
              p: {scheme: headers, headers: {Authorization: "Basic {basic:user:password}"}, credentials: [user, password]}
            defaults: {max-rate: 4/s}
            operations:
              check: {partial: Half of it.}
              playbook-run: {absent: It has none.}
            settings:
              queue: {description: Queue., default: inbox, values: [inbox, outbox]}
            """;

    @TempDir
    Path folder;

    @Test
    void keeps_the_order_of_the_file_as_the_first_is_the_default() throws IOException {
        ConnectorType type = load(GOOD).get("acme");

        assertThat(type.versions().keySet()).containsExactly("9", "10", "8");
        assertThat(type.auth().keySet()).containsExactly("b", "a", "s", "p");
        assertThat(type.versions().get("9").prefix()).isEqualTo("/v9");
        assertThat(type.versions().get("10").prefix()).isEmpty();
        assertThat(type.versions().get("10").credentialStatuses()).containsExactly(401);
        assertThat(type.auth().get("b").headers()).isEmpty();
        assertThat(type.settings().get("queue").defaultValue()).isEqualTo("inbox");
    }

    @Test
    void reads_the_connectors_of_the_bundle() {
        assertThat(ConnectorTypes.load(Path.of("routes/connectors")).all()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: Acme | tilte: Acme | Unrecognized field \"tilte\"",
                "title: Acme | type: acme | Duplicate field 'type'",
                "type: acme | type: other | type is other, and the file is named for acme",
                "auth: [b, a] | auth: [c] | version 9 names auth c",
                "{api-key} | {token} | uses {token}, which is no credential of it",
                "scheme: some-signature | scheme: headers | auth b must have headers if",
                "default: inbox | default: nowhere | has a default that is none of its values",
                "queue: | api-key: | api-key is a setting and a credential",
                "queue: | max-rate: | max-rate is the name of a key that every connection has",
                "queue: | Queue: | setting Queue is not a name",
                "description: Queue., | | setting queue has no description",
                "path: /login, | | its login has no path",
                "send: form | send: smoke | its login sends smoke",
                "{cookie:c} | {token} | auth s, login header X uses {token}",
                "\"{user}\" | \"{secret}\" | auth s, login field u uses {secret}",
                "k {api-key} | {cookie:c} | uses {cookie:c}",
                "{basic:user:password} | {basic:user} | uses {basic:user}",
                "{basic:user:password} | {basic:user:pass} | uses {basic:user:pass}",
                "scheme: session | scheme: some-signature | auth s must have a login if",
                "max-rate: 4/s | max-speed: 4/s | defaults names max-speed",
                "max-rate: 4/s | url: 4/s | defaults names url",
                "check: | jump: | operations names jump",
                "partial: Half of it. | | operation check must say either"
            })
    void refuses_a_description_that_is_wrong(String part, String replacement, String reason) throws IOException {
        String text = GOOD.replace(part, replacement == null ? "" : replacement);

        assertThat(problems(text)).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(folder.resolve("acme.yaml"));
            assertThat(problem.message()).contains(reason);
        });
    }

    @Test
    void names_the_line_of_an_unknown_key() throws IOException {
        assertThat(problems(GOOD + "colour: red\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(20));
    }

    @Test
    void refuses_a_folder_without_connectors() {
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConnectorTypes.load(folder)))
                .hasMessageContaining("No connectors");
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConnectorTypes.load(folder.resolve("none"))))
                .hasMessageContaining("cannot be read");
    }

    private ConnectorTypes load(String text) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), text);
        return ConnectorTypes.load(folder);
    }

    private List<Problem> problems(String text) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), text);
        return catchThrowableOfType(ConfigException.class, () -> ConnectorTypes.load(folder))
                .problems();
    }
}
