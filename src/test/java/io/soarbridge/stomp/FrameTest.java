package io.soarbridge.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.support.Json;
import io.soarbridge.support.PythonJson;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FrameTest {
    private static FrameReader reader(String bytes) {
        return new FrameReader(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)), 10);
    }

    @Test
    void passes_over_heart_beats_takes_the_first_of_equal_headers_and_carriage_returns() throws IOException {
        Frame frame =
                reader("\n\r\n\nMESSAGE\r\na:1\r\na:2\nb:x:y\\q\n\nhello\0").next();

        assertThat(frame.headers()).containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "x:y\\q"));
        assertThat(frame.body()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    }

    @Test
    void escapes_nothing_when_connecting() throws IOException {
        Frame frame = Frame.of("CONNECT", Map.of("passcode", "a:b\\c"));

        assertThat(frame.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("CONNECT\npasscode:a:b\\c\n\n\0");
        assertThat(reader("CONNECTED\nsession:a\\cb\n\n\0").next().header("session"))
                .isEqualTo("a\\cb");
    }

    @Test
    void goes_on_after_a_body_that_is_too_long() throws IOException {
        FrameReader reader = reader("A\n\n12345678901\0B\ncontent-length:11\n\n12345678901\0C\n\n1234567890\0");

        assertThat(reader.next().body()).isNull();
        assertThat(reader.next().body()).isNull();
        assertThat(reader.next().body()).hasSize(10);
        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
    }

    @Test
    void shows_nothing_of_a_frame() {
        assertThat(Frame.of("CONNECT", Map.of("passcode", "secret"))).hasToString("CONNECT");
    }

    @Test
    void writes_json_as_python_does() throws IOException {
        String json =
                "{\"a\":[],\"b\":{},\"c\":[1,2.50,-3,true,false,null],\"d\":\"\\u0000\\u001f \\\"\\\\/\\b\\f\\n\\r\\t\\u007f~é\\u2028😀\",\"e\":{\"f\":[{}]}}";

        assertThat(PythonJson.spaced(Json.read(json)))
                .isEqualTo(
                        "{\"a\": [], \"b\": {}, \"c\": [1, 2.5, -3, true, false, null], \"d\": \"\\u0000\\u001f \\\"\\\\/\\b\\f\\n\\r\\t\\u007f~\\u00e9\\u2028\\ud83d\\ude00\", \"e\": {\"f\": [{}]}}");
        assertThat(PythonJson.indented(Json.read("{\"a\":[],\"b\":{},\"c\":[1,{\"d\":2}]}")))
                .isEqualTo("{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    {\n      \"d\": 2\n    }\n  ]\n}");
    }
}
