package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/reference/values.md says what becomes of each severity, status, verdict and type of observable in each system: made by sending
 * each there and reading it back.
 */
class ValueTablesTest {
    private static final Path PAGE = Path.of("docs/reference/values.md");
    private static final List<String> SEVERITIES =
            List.of("unknown", "informational", "low", "medium", "high", "critical", "fatal");
    private static final List<String> STATUSES =
            List.of("unknown", "new", "in progress", "on hold", "resolved", "closed");
    private static final List<String> VERDICTS = List.of(
            "none",
            "false positive",
            "true positive",
            "disregard",
            "suspicious",
            "benign",
            "test",
            "insufficient data",
            "security risk",
            "managed externally",
            "duplicate");
    private static final List<String> OBSERVABLES = List.of(
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

    @TempDir
    Path folder;

    @Test
    void the_page_is_what_the_systems_give_back() throws IOException {
        List<String> types = Member.types().stream()
                .filter(type -> Member.has(type, "case-create") && Member.has(type, "case-get"))
                .toList();
        Map<String, List<String>> severities = new LinkedHashMap<>();
        Map<String, List<String>> statuses = new LinkedHashMap<>();
        Map<String, List<String>> verdicts = new LinkedHashMap<>();
        Map<String, List<String>> observables = new LinkedHashMap<>();
        for (String type : types) {
            try (FleetBed bed = new FleetBed(type, folder)) {
                severities.put(type, coded(bed, "severity", SEVERITIES));
                statuses.put(type, coded(bed, "status", STATUSES));
                verdicts.put(type, closings(bed));
                observables.put(type, kinds(bed));
            }
        }
        String page = """
                # What becomes of values

                Generated: each value is sent to each simulated system in a case, and read back. "=" means that it came back as it went; else
                the word that stands for it there, in quotes, and what it comes back as. Words of a tenant that differ are settings of the
                connection. Between two systems a value goes by its column of the one to that of the other. Numbers are those of OCSF.
                Written by `ValueTablesTest`; do not edit.

                """
                + table("Severity", numbered(SEVERITIES), severities)
                + table("Status", numbered(STATUSES), statuses)
                + table("Verdict, when a case is closed with it", numbered(VERDICTS), verdicts)
                + table("Type of observable", OBSERVABLES, observables);
        if (Boolean.getBoolean("soarbridge.regenerate")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("stale; write it with -Dsoarbridge.regenerate=true -Dtest=ValueTablesTest")
                .isEqualTo(page);
    }

    private static List<String> coded(FleetBed bed, String field, List<String> words) {
        List<String> cells = new ArrayList<>();
        for (int id = 0; id < words.size(); id++) {
            ObjectNode sent = Samples.aCase("%s-%d".formatted(field, id));
            sent.putObject(field).put("id", id).put("label", words.get(id));
            JsonNode back = back(bed, bed.call("case-create", Input.of(sent)));
            cells.add(cell(id, words, back.get(field)));
        }
        return cells;
    }

    private static List<String> closings(FleetBed bed) {
        List<String> cells = new ArrayList<>();
        for (int id = 0; id < VERDICTS.size(); id++) {
            ObjectNode open = Samples.aCase("verdict-" + id);
            JsonNode made = bed.call("case-create", Input.of(open));
            ObjectNode closed = Samples.closed(open);
            if (id == 0) {
                closed.putNull("verdict");
            } else {
                closed.putObject("verdict").put("id", id).put("label", VERDICTS.get(id));
            }
            bed.call(
                    "case-close",
                    Input.of(closed, "remoteId", made.path("remoteId").asText()));
            JsonNode verdict = back(bed, made).path("verdict");
            cells.add(verdict.isNull() && id == 0 ? "=" : cell(id, VERDICTS, verdict));
        }
        return cells;
    }

    private static List<String> kinds(FleetBed bed) {
        List<String> cells = new ArrayList<>();
        for (String kind : OBSERVABLES) {
            ObjectNode sent = Samples.aCase("observable-" + kind);
            ArrayNode one = sent.putArray("observables");
            one.addObject()
                    .put("type", kind)
                    .put("value", sample(kind))
                    .put("hashAlgorithm", kind.equals("hash") ? "md5" : null)
                    .putNull("role")
                    .putArray("tags");
            JsonNode found = back(bed, bed.call("case-create", Input.of(sent))).path("observables");
            String type = found.isEmpty() ? "–" : found.get(0).path("type").asText();
            cells.add(type.equals(kind) ? "=" : type);
        }
        return cells;
    }

    private static String sample(String kind) {
        return switch (kind) {
            case "ip" -> "198.51.100.7";
            case "domain", "hostname" -> "c2.example";
            case "url" -> "https://c2.example/a";
            case "email" -> "a@c2.example";
            case "hash" -> "44d88612fea8a8f36de82e1278abb02f";
            case "mac" -> "00:00:5e:00:53:01";
            case "port" -> "443";
            case "cve" -> "CVE-2026-0001";
            case "subnet" -> "198.51.100.0/24";
            case "file-path" -> "/tmp/x";
            case "registry-key" -> "HKLM\\\\Software\\\\X";
            default -> "sample";
        };
    }

    private static JsonNode back(FleetBed bed, JsonNode made) {
        return bed.call(
                "case-get",
                Input.of(NullNode.instance, "remoteId", made.path("remoteId").asText()));
    }

    private static String cell(int id, List<String> words, JsonNode back) {
        if (back == null || back.isNull()) {
            return "–";
        }
        int now = back.path("id").asInt();
        String label = back.path("label").asText("");
        String word = label.isEmpty() || label.equalsIgnoreCase(words.get(id)) ? "" : "\"" + label + "\"";
        if (now == id) {
            return ("= " + word).strip();
        }
        String other = now < words.size() ? words.get(now) : "other";
        return (word + " → " + other).strip();
    }

    private static List<String> numbered(List<String> words) {
        return IntStream.range(0, words.size())
                .mapToObj(i -> i + " " + words.get(i))
                .toList();
    }

    private static String table(String title, List<String> rows, Map<String, List<String>> columns) {
        StringBuilder table = new StringBuilder("## " + title + "\n\n| |");
        columns.keySet().forEach(type -> table.append(' ').append(type).append(" |"));
        table.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
        for (int i = 0; i < rows.size(); i++) {
            table.append("| ").append(rows.get(i)).append(" |");
            for (List<String> cells : columns.values()) {
                table.append(' ').append(cells.get(i)).append(" |");
            }
            table.append('\n');
        }
        return table.append('\n').toString();
    }
}
