package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.soarbridge.casefile.Case;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tests of mappings share: the bundle's mappings, files, and the schema of the case. */
public final class Fixtures {
    public static final Path ROOT = Path.of("src/test/resources/mappings");
    public static final Mappings MAPPINGS = new Mappings(Path.of("routes/mappings"));

    private static final Schema SCHEMA = schema();

    private Fixtures() {}

    public static JsonNode json(Path file) {
        try {
            return Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** Empty when there is no such file. */
    static Map<String, JsonNode> variables(Path file) {
        Map<String, JsonNode> variables = new TreeMap<>();
        if (Files.exists(file)) {
            json(file).properties().forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
        }
        return variables;
    }

    /** Empty when the value is a valid case for the schema and for the record. */
    public static List<String> problemsOfCase(JsonNode value) {
        List<String> problems =
                SCHEMA.validate(value).stream().map(Object::toString).toList();
        if (problems.isEmpty()) {
            Case.from(value);
        }
        return problems;
    }

    private static Schema schema() {
        try (InputStream in = Case.class.getResourceAsStream("case.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Json.read(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("case.schema.json", e);
        }
    }
}
