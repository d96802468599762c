package io.soarbridge.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

final class FrameFuzzTest {
    @Property
    void reads_what_it_writes(@ForAll String name, @ForAll String value, @ForAll @StringLength(max = 2) String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String length = Integer.toString(body.length);
        String key = "n" + name.replace("\0", "");
        Frame frame = new Frame("SEND", Map.of(key, value.replace("\0", ""), "content-length", length), body);

        Frame read = new FrameReader(new ByteArrayInputStream(frame.bytes()), 10).next();

        assertThat(read.headers()).isEqualTo(utf8(frame.headers()));
        assertThat(read.body()).isEqualTo(body);
    }

    /** Half a pair of surrogates is no character, and is written as a question mark. */
    private static Map<String, String> utf8(Map<String, String> headers) {
        return headers.entrySet().stream().collect(Collectors.toMap(e -> utf8(e.getKey()), e -> utf8(e.getValue())));
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Whatever comes is a frame, or a reason to connect anew. */
    @Property
    void breaks_at_nothing_but_with_an_io_exception(@ForAll String head, @ForAll String body) {
        byte[] bytes = ("MESSAGE\n" + head + "\n\n" + body + "\0").getBytes(StandardCharsets.UTF_8);

        assertThatCode(() -> {
                    try {
                        Frame frame = new FrameReader(new ByteArrayInputStream(bytes), 10).next();
                        Invocation.of(frame, StompBed.settings(1, null));
                    } catch (IOException e) {
                        assertThat(e).hasMessageNotContainingAny("Exception");
                    }
                })
                .doesNotThrowAnyException();
    }
}
