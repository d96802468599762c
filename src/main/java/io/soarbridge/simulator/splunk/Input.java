package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** Takes what a client wrote into a record, by the names of writing; each call leaves alone what the client left out. */
final class Input {
    private static final Set<String> SENSITIVITIES = Set.of("white", "green", "amber", "red");

    private final Database database;
    private final JsonNode body;
    private final ObjectNode row;

    /** @throws SplunkFailure when the body is no object */
    Input(Database database, JsonNode body, ObjectNode row) {
        if (!body.isObject()) {
            throw SplunkFailure.badRequest("Expected a JSON object");
        }
        this.database = database;
        this.body = body;
        this.row = row;
    }

    boolean has(String field) {
        return body.has(field);
    }

    Input texts(String... fields) {
        for (String field : fields) {
            JsonNode value = body.get(field);
            if (value != null) {
                if (value.isContainerNode()) {
                    throw SplunkFailure.badRequest("\"" + field + "\" must be a string");
                }
                row.set(field, value.isNull() ? value : row.textNode(value.asText()));
            }
        }
        return this;
    }

    Input objects(String... fields) {
        return structures(true, fields);
    }

    /** Replaced as a whole. */
    Input arrays(String... fields) {
        return structures(false, fields);
    }

    /** Replaced as a whole. That only plain characters are taken is what one client says. */
    Input tags() {
        arrays("tags");
        if (database.switches().choice("tag-characters", "any", "plain").equals("plain")) {
            for (JsonNode tag : body.path("tags")) {
                if (!tag.asText().matches("[A-Za-z0-9_-]+")) {
                    throw SplunkFailure.badRequest(
                            "Tag \"" + tag.asText() + "\" has characters other than A-Z a-z 0-9 - _");
                }
            }
        }
        return this;
    }

    private Input structures(boolean object, String... fields) {
        for (String field : fields) {
            JsonNode value = body.get(field);
            if (value != null && !value.isNull()) {
                if (object ? !value.isObject() : !value.isArray()) {
                    throw SplunkFailure.badRequest("\"" + field + "\" must be a JSON " + (object ? "object" : "list"));
                }
                row.set(field, value.deepCopy());
            }
        }
        return this;
    }

    Input times(String... fields) {
        for (String field : fields) {
            JsonNode value = body.get(field);
            if (value != null && value.isNull()) {
                row.putNull(field);
            } else if (value != null) {
                Instant time = value.isTextual() ? Times.read(value.asText()) : null;
                if (time == null) {
                    throw SplunkFailure.badRequest("\"" + field + "\" is not a valid time");
                }
                row.put(field, Times.text(time));
            }
        }
        return this;
    }

    /** Written with {@code _id} at its end, read without. */
    Input reference(String field, String table) {
        JsonNode value = body.get(field + "_id");
        if (value == null) {
            return this;
        }
        if (value.isNull() || value.isTextual() && value.asText().isEmpty()) {
            row.putNull(field);
            return this;
        }
        ObjectNode target = database.table(table).get(value);
        if (target == null && table.equals("ph_user")) {
            target = database.table(table)
                    .first(user -> user.path("username").asText().equals(value.asText()));
        }
        if (target == null) {
            throw SplunkFailure.badRequest(
                    field.equals("asset")
                            ? "ingesting asset_id \"" + value.asText() + "\" not found"
                            : "\"" + field + "_id\" Not found");
        }
        row.put(field, target.path("id").asLong());
        return this;
    }

    /** A name of the table that lists them; a number fails as the product fails. */
    Input named(String field, String table) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return this;
        }
        if (!value.isTextual()) {
            throw SplunkFailure.badRequest(
                    value.isIntegralNumber()
                            ? "'int' object has no attribute 'lower'"
                            : "\"" + field + "\" must be a string");
        }
        ObjectNode listed = database.table(table).named(value.asText());
        if (listed == null) {
            throw SplunkFailure.badRequest(
                    table.equals("severity")
                            ? "Severity matching query does not exist."
                            : "\"" + field + "\" has no value \"" + value.asText() + "\"");
        }
        row.put(field, listed.path("name").asText());
        return this;
    }

    Input sensitivity() {
        JsonNode value = body.get("sensitivity");
        if (value != null && !value.isNull()) {
            String word = value.asText().toLowerCase(Locale.ROOT);
            if (!SENSITIVITIES.contains(word)) {
                throw SplunkFailure.badRequest("\"sensitivity\" has no value \"" + value.asText() + "\"");
            }
            row.put("sensitivity", word);
        }
        return this;
    }

    /** @throws SplunkFailure when it is missing or empty */
    void require(String... fields) {
        for (String field : fields) {
            JsonNode value = body.get(field);
            if (value == null
                    || value.isNull()
                    || value.isTextual() && value.asText().isBlank()) {
                throw SplunkFailure.badRequest("Missing required field \"" + field + "\"");
            }
        }
    }

    /** @return the container that {@code container_id} names, as a number or as digits */
    ObjectNode container() {
        return container("container_id");
    }

    /** @param other name that clients send in place of {@code container_id} */
    ObjectNode container(String other) {
        String field = body.has("container_id") || !body.has(other) ? "container_id" : other;
        require(field);
        ObjectNode container = database.table("container").get(body.get(field));
        if (container == null) {
            throw SplunkFailure.badRequest("Container not found");
        }
        return container;
    }

    boolean flag(String field, boolean fallback) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return fallback;
        }
        return value.isTextual() ? value.asText().equalsIgnoreCase("true") : value.asBoolean();
    }
}
