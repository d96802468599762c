package io.soarbridge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Canonical inputs, the same for every system, and what has to be done before an operation can be called. */
final class Samples {
    static final String KEY = "elastic:g-1";
    static final String SINCE = "2000-01-01T00:00:00Z";
    static final byte[] FILE = "name,value\nü,1\n".getBytes(StandardCharsets.UTF_8);

    private Samples() {}

    /** Makes what the operation needs at the system, and gives the input that fits it. */
    static Input prepared(FleetBed bed, String operation) {
        JsonNode own = bed.member().inputs().get(operation);
        return switch (operation) {
            case "case-create" -> Input.of(aCase("g-1"));
            case "case-update" -> Input.of(changed(aCase("g-1")), "remoteId", created(bed));
            case "case-close" -> Input.of(closed(aCase("g-1")), "remoteId", created(bed));
            case "case-get" -> Input.of(NullNode.instance, "remoteId", created(bed));
            case "case-find" -> {
                created(bed);
                yield new Input(NullNode.instance, Map.of("externalKey", KEY, "since", SINCE));
            }
            case "case-changes" -> {
                created(bed);
                yield Input.of(changes(null, 10));
            }
            case "comment-add" -> Input.of(own == null ? comment() : own, "remoteId", created(bed));
            case "attachment-add" -> file(created(bed));
            case "attachment-get" -> attached(bed);
            case "observables-add" -> Input.of(own == null ? observables() : own, "remoteId", created(bed));
            case "indicators-push" -> Input.of(own == null ? indicators() : own);
            case "indicators-remove" -> {
                bed.call("indicators-push", prepared(bed, "indicators-push"));
                yield Input.of(own == null ? indicators() : own);
            }
            case "playbook-run" -> Input.of(playbook(bed), "remoteId", created(bed));
            case "playbook-status" -> ran(bed);
            case "request" -> Input.of(own);
            case "check" -> Input.of(NullNode.instance);
            default -> throw new IllegalArgumentException(operation);
        };
    }

    static String created(FleetBed bed) {
        if (bed.member().existing() != null) {
            return bed.member().existing();
        }
        return bed.call("case-create", Input.of(aCase("g-1"))).path("remoteId").asText();
    }

    private static Input file(String remoteId) {
        return new Input(
                FILE,
                Map.of("remoteId", remoteId, "name", "list ü.csv", "mediaType", "text/csv", "comment", "as seen"));
    }

    private static Input attached(FleetBed bed) {
        String remoteId = created(bed);
        String attachment =
                bed.call("attachment-add", file(remoteId)).path("remoteId").asText();
        return new Input(NullNode.instance, Map.of("remoteId", remoteId, "attachmentId", attachment));
    }

    private static Input ran(FleetBed bed) {
        String remoteId = created(bed);
        String run = bed.call("playbook-run", Input.of(playbook(bed), "remoteId", remoteId))
                .path("runId")
                .asText();
        return new Input(NullNode.instance, Map.of("remoteId", remoteId, "runId", run));
    }

    private static JsonNode playbook(FleetBed bed) {
        return json("{\"inputs\":{}}", "playbook", bed.member().playbook());
    }

    static JsonNode changes(String since, int limit) {
        return Json.mapper().createObjectNode().put("since", since).put("limit", limit);
    }

    static ObjectNode aCase(String id) {
        ObjectNode made = (ObjectNode) json("""
                {"uid":"elastic:%s","source":{"connection":null,"name":"elastic","id":"%s","url":"https://siem.example/alert/%s"},
                 "title":"Beacon from ws-17","description":{"text":"Seen by \\"rule 7\\"\\nsecond line","format":"text"},
                 "severity":{"id":4,"label":"high"},"status":{"id":1,"label":"open"},"verdict":null,"closeReason":null,
                 "closeNotes":null,"closedAt":null,"owner":null,"type":"malware","labels":["lab","two words"],"priority":null,
                 "createdAt":"2026-11-22T10:00:00Z","updatedAt":null,"attacks":["T1071","TA0011"],"comments":[],"attachments":[],
                 "custom":{},"raw":{"n":1}}""".formatted(id, id, id), null, null);
        made.set("observables", observables());
        return made;
    }

    static ObjectNode changed(ObjectNode one) {
        one.put("title", "Beacon from ws-17, again").put("updatedAt", "2026-11-22T11:00:00Z");
        one.putObject("severity").put("id", 3).put("label", "medium");
        return one;
    }

    static ObjectNode closed(ObjectNode one) {
        one.put("closeReason", "nothing in it")
                .put("closeNotes", "checked by hand")
                .put("closedAt", "2026-11-22T12:00:00Z");
        one.putObject("status").put("id", 5).put("label", "closed");
        one.putObject("verdict").put("id", 1).put("label", "false positive");
        return one;
    }

    static ArrayNode observables() {
        ArrayNode all = Json.mapper().createArrayNode();
        observable(all, "ip", "198.51.100.7", "source");
        observable(all, "domain", "c2.example", null);
        observable(all, "url", "https://c2.example/a?b=c&d", null);
        observable(all, "hash", "44d88612fea8a8f36de82e1278abb02f", "file").put("hashAlgorithm", "md5");
        return all;
    }

    private static ObjectNode observable(ArrayNode all, String type, String value, String role) {
        ObjectNode one = all.addObject();
        one.put("type", type)
                .put("value", value)
                .putNull("hashAlgorithm")
                .put("role", role)
                .putArray("tags");
        return one;
    }

    static JsonNode comment() {
        return json("""
                {"uid":"elastic:c-1","author":"m.okafor","at":"2026-11-22T10:30:00Z","text":"!looks odd, see \\"rule 7\\"",
                 "format":"text","visibility":"internal","origin":"elastic"}""", null, null);
    }

    static JsonNode indicators() {
        return json("""
                [{"type":"ip","value":"203.0.113.5","hashAlgorithm":null,"verdict":"malicious","confidence":90,"tags":["feed"],
                  "source":"lab feed","firstSeen":"2026-11-01T00:00:00Z","lastSeen":"2026-11-20T00:00:00Z",
                  "expiresAt":"2027-01-01T00:00:00Z","description":"C2"},
                 {"type":"domain","value":"bad.example","hashAlgorithm":null,"verdict":"suspicious","confidence":null,"tags":[],
                  "source":"lab feed","firstSeen":null,"lastSeen":null,"expiresAt":null,"description":null}]""", null, null);
    }

    private static JsonNode json(String text, String field, String value) {
        try {
            JsonNode read = Json.read(text);
            if (field != null) {
                ((ObjectNode) read).put(field, value);
            }
            return read;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** How many things of each kind the system holds. */
    static Map<String, Integer> sizes(FleetBed bed) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        bed.simulator()
                .state()
                .properties()
                .forEach(kind -> sizes.put(kind.getKey(), kind.getValue().size()));
        return sizes;
    }
}
