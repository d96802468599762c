package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of incidents on their way into a request. */
class AttachmentsTest {
    private static final int LARGE = 25 * 1024 * 1024;

    @TempDir
    Path folder;

    private final List<Attachment.Place> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger released = new AtomicInteger();
    private final AtomicLong read = new AtomicLong();
    private long said = 5;
    private Attachment.Contents contents = () -> of("\0\u00ff\r\n.".getBytes(StandardCharsets.ISO_8859_1));
    private EchoServer server;
    private Calls calls;

    @BeforeEach
    void begin() throws IOException {
        server = EchoServer.plain();
        calls = new Calls(folder).files(place -> {
            asked.add(place);
            return new Attachment("r\u00e9.bin", "image/x", said, contents, released::incrementAndGet);
        });
    }

    @AfterEach
    void end() throws IOException {
        calls.close();
        server.close();
    }

    private InputStream of(byte[] bytes) {
        opened.incrementAndGet();
        return new ByteArrayInputStream(bytes);
    }

    private ObjectNode inputs(String path) {
        return Calls.inputs("rest_api_method", "PUT", "rest_api_url", server.url() + path)
                .put("incident_id", 2001)
                .put("attachment_id", 7);
    }

    @Test
    void a_part_of_a_form_holds_the_bytes_as_they_are() {
        ObjectNode inputs = inputs("/echo").put("task_id", 3);
        inputs.putObject("rest_api_body").put("note", "n").putArray("l").add(1).add(2);

        assertThat(calls.call(inputs).get("success").booleanValue()).isTrue();

        EchoServer.Seen seen = server.requests().get(0);
        String boundary = seen.header("Content-Type").replace("multipart/form-data; boundary=", "--");
        assertThat(seen.body())
                .startsWith(boundary + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nn\r\n")
                .endsWith("Content-Type: image/x\r\n\r\n\0\u00ff\r\n.\r\n" + boundary + "--\r\n");
        assertThat(seen.body().split("name=\"l\"", -1)).hasSize(3);
        assertThat(new String(seen.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .contains("filename=\"r\u00e9.bin\"");
        assertThat(asked).containsExactly(new Attachment.Place("2001", "3", "7", null));
        assertThat(released).hasValue(1);
    }

    @Test
    void the_whole_body_is_the_file_with_its_type() {
        calls.call(inputs("/echo").put("send_file_as_body", true));

        EchoServer.Seen seen = server.requests().get(0);
        assertThat(seen.body()).isEqualTo("\0\u00ff\r\n.");
        assertThat(seen.header("Content-Type")).isEqualTo("image/x");
        assertThat(seen.header("Content-Length")).isEqualTo("5");
    }

    @Test
    void an_attachment_goes_before_an_artifact() {
        calls.call(inputs("/echo").put("artifact_id", 9));
        ObjectNode artifact = inputs("/echo").put("artifact_id", 9).putNull("attachment_id");
        calls.call(artifact);

        assertThat(asked)
                .containsExactly(
                        new Attachment.Place("2001", null, "7", null), new Attachment.Place("2001", null, null, "9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../1", "1/contents", "-1", "x", "1.5"})
    void an_id_is_a_number(String id) {
        assertThat(Calls.reason(calls.call(inputs("/echo").put("attachment_id", id))))
                .contains("attachment_id has to be a number");
        assertThat(asked).isEmpty();
    }

    @Test
    void without_an_incident_no_file_is_sent_and_it_is_said() {
        assertThat(calls.call(inputs("/echo").putNull("incident_id"))
                        .get("success")
                        .booleanValue())
                .isTrue();

        assertThat(asked).isEmpty();
        assertThat(server.requests().get(0).body()).isEmpty();
        assertThat(calls.progress).anyMatch(text -> text.contains("Without incident_id no file is sent"));
    }

    @Test
    void each_try_opens_the_file_anew_and_it_is_released_once() {
        assertThat(calls.call(inputs("/failn/2").put("rest_retry_tries", 3))
                        .get("success")
                        .booleanValue())
                .isTrue();

        assertThat(opened).hasValue(3);
        assertThat(released).hasValue(1);
        assertThat(server.requests())
                .hasSize(3)
                .allSatisfy(seen -> assertThat(seen.body()).contains("\0\u00ff\r\n."));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 6, 5000})
    void a_file_of_another_size_than_was_said_is_an_error(long other) {
        said = other;

        ObjectNode payload = calls.call(inputs("/echo").put("send_file_as_body", true));

        assertThat(payload.get("success").booleanValue()).isFalse();
        assertThat(Calls.reason(payload)).contains("was said to have " + other + " bytes");
        assertThat(released).hasValue(1);
    }

    @Test
    void a_file_that_cannot_be_read_is_an_error() {
        contents = () -> {
            throw new IOException("the disk is gone");
        };

        assertThat(Calls.reason(calls.call(inputs("/echo")))).contains("the disk is gone");
        assertThat(released).hasValue(1);
    }

    @Test
    void a_file_beyond_the_largest_body_is_not_sent() {
        calls.set("max-request", "1MiB");
        said = LARGE;

        assertThat(Calls.reason(calls.call(inputs("/echo")))).contains("max-request");
        assertThat(opened).hasValue(0);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_large_file_is_read_no_faster_than_it_is_sent() throws Exception {
        said = LARGE;
        contents = () -> new Counted(LARGE, read);
        try (ServerSocket patient = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            ObjectNode inputs = inputs("").put("rest_api_url", "http://127.0.0.1:" + patient.getLocalPort() + "/");
            CompletableFuture<ObjectNode> payload = CompletableFuture.supplyAsync(() -> calls.call(inputs));
            try (Socket socket = patient.accept()) {
                InputStream in = socket.getInputStream();
                String head = "";
                while (!head.endsWith("\r\n\r\n")) {
                    head += (char) in.read();
                }
                assertThat(read.get()).isLessThan(LARGE); // what the sockets hold is a small part of it

                long length = Long.parseLong(head.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
                in.skipNBytes(length);
                socket.getOutputStream().write("HTTP/1.1 204 Done\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(payload.join().get("success").booleanValue()).isTrue();
            }
        }
        assertThat(read).hasValue(LARGE);
    }

    /** Zeros that are counted when they are read. */
    private static final class Counted extends InputStream {
        private final AtomicLong count;
        private int left;

        private Counted(int size, AtomicLong count) {
            this.left = size;
            this.count = count;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("one by one");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int some = Math.min(left, length);
            if (some == 0) {
                return -1;
            }
            Arrays.fill(into, offset, offset + some, (byte) 0);
            left -= some;
            count.addAndGet(some);
            return some;
        }
    }
}
