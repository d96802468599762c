package io.soarbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.ConnectorType;
import io.soarbridge.config.ConnectorTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all Kamelets have in common. That each of them works is shown by {@code io.soarbridge.fleet}. */
class KameletFleetTest {
    private static final String ENDING = ".kamelet.yaml";
    private static final Pattern USED = Pattern.compile("\\{\\{\\??([A-Za-z]+)}}");
    private static final Pattern SECRET = Pattern.compile("(?i)password|secret|token|api-?key");

    /** Those of connectors; the REST call function's own has a test of its own. */
    static List<Path> kamelets() {
        return Yaml.files("routes/kamelets", ENDING).stream()
                .filter(file -> !file.getFileName().toString().startsWith("rest-call-"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void is_named_after_its_file_and_kind(Path file) {
        JsonNode kamelet = Yaml.read(file);
        String name = file.getFileName().toString().replace(ENDING, "");
        String kind =
                kamelet.at("/metadata/labels/camel.apache.org~1kamelet.type").asText();

        assertThat(kamelet.at("/metadata/name").asText()).isEqualTo(name);
        assertThat(kind).isIn("action", "source", "sink");
        assertThat(name).endsWith("-" + kind);
        assertThat(kamelet.at("/spec/definition/title").asText().toLowerCase(Locale.ROOT))
                .isEqualTo(name.replace('-', ' '));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void describes_itself_and_each_property(Path file) {
        JsonNode definition = Yaml.read(file).at("/spec/definition");
        JsonNode properties = definition.path("properties");

        assertThat(definition.path("description").asText())
                .endsWith(".")
                .isNotEqualTo(definition.path("title").asText());
        assertThat(properties.properties()).hasSizeBetween(1, 12).allSatisfy(property -> {
            JsonNode value = property.getValue();
            assertThat(value.path("title").asText()).isNotEmpty();
            assertThat(value.path("type").asText()).isNotEmpty();
            assertThat(value.path("description").asText())
                    .endsWith(".")
                    .isNotEqualTo(value.path("title").asText());
            assertThat(property.getKey()).matches("[a-z][A-Za-z]*");
        });
        assertThat(definition.path("required")).allMatch(name -> properties.has(name.asText()));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void uses_each_property_it_declares_and_no_other(Path file) {
        JsonNode kamelet = Yaml.read(file);
        Set<String> used = new TreeSet<>();
        Matcher matcher = USED.matcher(kamelet.at("/spec/template").toString());
        while (matcher.find()) {
            used.add(matcher.group(1));
        }
        List<String> declared = new ArrayList<>();
        kamelet.at("/spec/definition/properties").fieldNames().forEachRemaining(declared::add);

        assertThat(used).containsExactlyInAnyOrderElementsOf(declared);
    }

    /** Credentials belong to the connection; steps that handle headers or call out by themselves would bring them back. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void calls_out_by_the_connection_alone_and_holds_no_credentials(Path file) throws IOException {
        JsonNode template = Yaml.read(file).at("/spec/template");

        assertThat(template.at("/from/uri").asText()).isEqualTo("kamelet:source");
        assertThat(Yaml.texts(template.at("/from/steps"), "uri"))
                .isNotEmpty()
                .allMatch(uri ->
                        uri.startsWith("mapping:") || uri.startsWith("connection:") || uri.equals("kamelet:sink"));
        assertThat(template.findValues("setHeader")).isEmpty();
        assertThat(template.findValues("setHeaders")).isEmpty();
        assertThat(template.findValues("script")).isEmpty();
        assertThat(SECRET.matcher(template.toString()).find()).isFalse();
        assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(150);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void says_at_the_top_which_api_it_is_for_and_where_the_facts_are(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);

        assertThat(lines.subList(0, 2)).allMatch(line -> line.startsWith("# "));
        Matcher page = Pattern.compile("docs/[a-z/-]+\\.md").matcher(lines.get(1));
        assertThat(page.find()).isTrue();
        assertThat(Path.of(page.group())).exists();
    }

    @Test
    void each_connector_offers_the_operations_that_deliveries_and_checks_need() {
        ConnectorTypes connectors = ConnectorTypes.load(Path.of("routes/connectors"));
        assertThat(connectors.names()).isNotEmpty();
        for (String type : connectors.names()) {
            for (String operation :
                    List.of("case-create", "case-update", "case-close", "case-find", "case-get", "check")) {
                if (isAbsent(connectors.get(type), operation)) {
                    continue;
                }
                assertThat(Path.of("routes/kamelets", "%s-%s-action%s".formatted(type, operation, ENDING)))
                        .exists();
            }
        }
    }

    private static boolean isAbsent(ConnectorType type, String operation) {
        ConnectorType.Operation said = type.operations().get(operation);
        return said != null && said.absent() != null;
    }

    @Test
    void each_kamelet_belongs_to_a_connector() {
        Set<String> types = ConnectorTypes.load(Path.of("routes/connectors")).names();

        assertThat(kamelets())
                .allMatch(file -> types.stream()
                        .anyMatch(type -> file.getFileName().toString().startsWith(type + "-")));
    }
}
