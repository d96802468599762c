package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The forms of "ok", and the answer to many rows at once. */
final class Answers {
    private Answers() {}

    static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    static ObjectNode success() {
        return object().put("success", true);
    }

    static ObjectNode success(long id) {
        return success().put("id", id);
    }

    static Reply ok(JsonNode body) {
        return Reply.bytes(200, "application/json", Json.bytes(body));
    }

    static Reply failure(SplunkFailure failure, Switches switches) {
        int status = switches.on("failed-on-200") ? 200 : failure.status();
        return Reply.bytes(status, "application/json", Json.bytes(failure.body()));
    }

    /** Each row by itself, without a transaction; good when at least one row is. */
    static Reply each(JsonNode rows, Switches switches, Function<JsonNode, ObjectNode> one) {
        ArrayNode answers = Json.mapper().createArrayNode();
        int failed = 0;
        for (JsonNode row : rows) {
            try {
                answers.add(one.apply(row));
            } catch (SplunkFailure failure) {
                answers.add(failure.body());
                failed++;
            }
        }
        boolean none = failed > 0 && failed == answers.size();
        int status = none && !switches.on("failed-on-200") ? switches.number("bulk-all-failed-status") : 200;
        return Reply.bytes(status, "application/json", Json.bytes(answers));
    }

    /** A page of the web server in front. */
    static Reply page(int status, String title) {
        String html = "<html>\r\n<head><title>%d %s</title></head>\r\n<body>\r\n<center><h1>%d %s</h1></center>\r\n"
                        .formatted(status, title, status, title)
                + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
        return Reply.bytes(status, "text/html", html.getBytes(StandardCharsets.UTF_8));
    }
}
