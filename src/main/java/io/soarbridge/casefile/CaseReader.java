package io.soarbridge.casefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads a case from JSON and refuses what the schema refuses. */
final class CaseReader {
    private static final Set<String> OBSERVABLE_TYPES = Set.of(
            "ip",
            "domain",
            "hostname",
            "url",
            "email",
            "user",
            "file-name",
            "file-path",
            "hash",
            "process",
            "command-line",
            "mac",
            "port",
            "cve",
            "registry-key",
            "registry-value",
            "user-agent",
            "resource",
            "subnet",
            "country",
            "other");
    private static final Pattern ATTACK = Pattern.compile("TA?[0-9]{4}(\\.[0-9]{3})?");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private CaseReader() {}

    static Case read(JsonNode json) {
        CaseFields f = CaseFields.of(json, "case");
        Case result = new Case(
                f.required("uid"),
                source(f.object("source")),
                f.text("title"),
                f.optional("description", CaseReader::description),
                coded(f.object("severity"), 6),
                coded(f.object("status"), 5),
                f.optional("verdict", v -> coded(v, 10)),
                f.text("closeReason"),
                f.text("closeNotes"),
                f.instant("closedAt"),
                f.optional("owner", CaseReader::owner),
                f.text("type"),
                f.texts("labels"),
                f.optional("priority", v -> coded(v, 4)),
                f.instant("createdAt"),
                f.instant("updatedAt"),
                f.objects("observables", CaseReader::observable),
                attacks(f),
                f.objects("comments", CaseReader::comment),
                f.objects("attachments", CaseReader::attachment),
                custom(f),
                f.any("raw"));
        f.nothingElse();
        return result;
    }

    private static Case.Source source(CaseFields f) {
        Case.Source source = new Case.Source(f.text("connection"), f.text("name"), f.text("id"), f.text("url"));
        f.nothingElse();
        return source;
    }

    private static Case.Description description(CaseFields f) {
        Case.Description description =
                new Case.Description(f.required("text"), f.word("format", Case.TextFormat.class));
        f.nothingElse();
        return description;
    }

    /** @param highest largest id of the enumeration besides 99 */
    private static Case.Coded coded(CaseFields f, int highest) {
        long id = f.integer("id");
        if (id != 99 && (id < 0 || id > highest)) {
            throw f.problem("id", "must be 0 to " + highest + ", or 99");
        }
        Case.Coded coded = new Case.Coded((int) id, f.text("label"));
        f.nothingElse();
        return coded;
    }

    private static Case.Owner owner(CaseFields f) {
        Case.Owner owner =
                new Case.Owner(f.word("kind", Case.Owner.Kind.class), f.text("id"), f.text("email"), f.text("name"));
        f.nothingElse();
        return owner;
    }

    private static Case.Observable observable(CaseFields f) {
        String type = f.required("type");
        if (!OBSERVABLE_TYPES.contains(type)) {
            throw f.problem("type", "must be one of " + String.join(", ", new TreeSet<>(OBSERVABLE_TYPES)));
        }
        Case.Observable observable = new Case.Observable(
                type, f.required("value"), f.text("hashAlgorithm"), f.text("role"), f.texts("tags"));
        f.nothingElse();
        return observable;
    }

    private static List<String> attacks(CaseFields f) {
        List<String> attacks = f.texts("attacks");
        if (!attacks.stream().allMatch(id -> ATTACK.matcher(id).matches())) {
            throw f.problem("attacks", "must hold ATT&CK ids such as T1059, T1059.001 or TA0002");
        }
        return attacks;
    }

    private static Case.Comment comment(CaseFields f) {
        Case.Comment comment = new Case.Comment(
                f.text("uid"),
                f.text("author"),
                f.instant("at"),
                f.required("text"),
                f.word("format", Case.TextFormat.class),
                f.word("visibility", Case.Comment.Visibility.class),
                f.text("origin"));
        f.nothingElse();
        return comment;
    }

    private static Case.Attachment attachment(CaseFields f) {
        Long size = f.any("size") == null ? null : (Long) f.integer("size");
        if (size != null && size < 0) {
            throw f.problem("size", "must be a number of bytes");
        }
        String sha256 = f.text("sha256");
        if (sha256 != null && !SHA256.matcher(sha256).matches()) {
            throw f.problem("sha256", "must be 64 lower-case hexadecimal digits");
        }
        Case.Attachment attachment =
                new Case.Attachment(f.text("uid"), f.text("name"), f.text("mediaType"), size, sha256);
        f.nothingElse();
        return attachment;
    }

    private static ObjectNode custom(CaseFields f) {
        JsonNode custom = f.any("custom");
        if (custom == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (custom instanceof ObjectNode object) {
            return object;
        }
        throw f.problem("custom", "must be an object");
    }
}
