package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.support.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The envelope of every answer, pages by offset, and times without a zone. */
final class SiemReplies {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final int PAGE = 20;

    private SiemReplies() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static Reply data(JsonNode data) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.set("data", data);
        body.putArray("errors");
        return Reply.json(200, body);
    }

    static Reply yes() {
        return data(Json.mapper().getNodeFactory().booleanNode(true));
    }

    static Reply error(int status, String message) {
        ObjectNode body = Json.mapper().createObjectNode().putNull("data");
        body.putArray("errors")
                .addObject()
                .put("code", status == 404 ? "not.found" : "bad.request")
                .put("message", message);
        return Reply.json(status, body);
    }

    static SumoFailure refuse(int status, String message) {
        return new SumoFailure(error(status, message));
    }

    static Reply page(Call call, List<? extends JsonNode> found, int most) {
        int offset = Math.max(0, number(call, "offset", 0));
        int limit = Math.min(most, Math.max(1, number(call, "limit", PAGE)));
        ObjectNode data = Json.mapper().createObjectNode();
        ArrayNode objects = data.putArray("objects");
        found.stream().skip(offset).limit(limit).forEach(objects::add);
        data.put("hasNextPage", offset + (long) limit < found.size()).put("total", found.size());
        return data(data);
    }

    private static int number(Call call, String name, int standard) {
        String text = call.query().get(name);
        if (text == null || text.isEmpty()) {
            return standard;
        }
        if (!text.matches("\\d{1,9}")) {
            throw refuse(400, name + " is no number.");
        }
        return Integer.parseInt(text);
    }
}
