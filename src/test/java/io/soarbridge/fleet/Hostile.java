package io.soarbridge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Texts that break what pastes texts together. */
final class Hostile {
    static final List<String> TEXTS = List.of(
            "it's \"quoted\" \\ back\\\\slash",
            "${env:PATH} {{secret:key}} ${bean:x?method=y} $(id) `id`",
            "line one\r\nX-Header: 1\r\n\r\nline two",
            "emoji 😀👩‍👩‍👧 and ﷽ and \u202Eright to left\u202C",
            "العربية עברית ü ß 漢字",
            "<script>alert(1)</script> & <b>bold</b> &amp; <img src=x onerror=alert(1)>",
            "' OR '1'='1' -- ; DROP TABLE cases; /* */ %27 %00 %0d%0a",
            "!DeleteAllIncidents id=*",
            "[link](javascript:alert(1)) **bold** | a | b |",
            "None True null undefined NaN -1 [] {}");

    /** A description as a compromised sender would write it. */
    static final String HTML =
            "<p>the <b>evidence</b></p><script>alert(1)</script><img src=x onerror=alert(2)><a href=\"javascript:alert(3)\">x</a>";

    private Hostile() {}

    /** Line ends are one character, blanks at the ends are nobody's meaning, and a title or label has one line. */
    static JsonNode asHeld(JsonNode one) {
        ObjectNode copy = one.deepCopy();
        copy.put("title", line(one.path("title").asText()));
        if (one.hasNonNull("description")) {
            ((ObjectNode) copy.get("description"))
                    .put(
                            "text",
                            one.at("/description/text")
                                    .asText()
                                    .replace("\r\n", "\n")
                                    .strip());
        }
        copy.putArray("labels");
        one.path("labels").forEach(label -> copy.withArray("labels").add(line(label.asText())));
        return copy;
    }

    private static String line(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
    }
}
