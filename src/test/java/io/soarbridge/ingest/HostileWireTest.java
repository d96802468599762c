package io.soarbridge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.HttpSettings;
import io.soarbridge.config.SourceSettings.Auth;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives on the port below and beside HTTP as it should be. After each, others are served. */
@Timeout(90)
class HostileWireTest {
    private static final int MAX_CONNECTIONS = 30;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String POST = "POST /ingest/sensor HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t0ken\r\n";

    @TempDir
    Path folder;

    private FrontDoorBed bed;
    private int good;

    @BeforeEach
    void start() {
        bed = new FrontDoorBed(
                folder,
                new HttpSettings(
                        "127.0.0.1",
                        0,
                        10 * 1024 * 1024,
                        64,
                        100,
                        8,
                        MAX_CONNECTIONS,
                        Duration.ofSeconds(60),
                        Duration.ofMillis(500)),
                Auth.BEARER);
    }

    @AfterEach
    void othersAreServed() throws IOException {
        try (FrontDoorBed open = bed) {
            open.awaitInFlight(0);
            assertThat(talk(post("{\"id\":\"good-" + good++ + "\"}"))).startsWith("HTTP/1.1 202");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 8\r\nContent-Length: 9\r\n",
                "Content-Length: 8, 9\r\n",
                "Content-Length: -8\r\n",
                "Content-Length: +8\r\n",
                "Content-Length: 8x\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length : 8\r\n",
                " Content-Length: 8\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, gzip\r\n",
                "X-Nul: a\u0000b\r\nContent-Length: 8\r\n",
                "X\u0000: a\r\nContent-Length: 8\r\n",
                "no colon\r\nContent-Length: 8\r\n"
            })
    void a_request_whose_end_could_be_read_in_two_ways_is_refused(String headers) throws IOException {
        String answer = talk(POST + headers + "Connection: close\r\n\r\n{\"id\":1}");

        assertThat(answer).doesNotContain(" 202 ");
        assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"))
                .as(answer)
                .isTrue();
        assertThat(bed.claims()).isEmpty();
    }

    @Test
    void of_chunks_and_a_length_nothing_is_taken_as_a_second_request() throws IOException {
        String smuggled = POST + "Content-Length: 14\r\n\r\n{\"id\":\"evil\"} ";
        String chunk = "8\r\n{\"id\":1}\r\n0\r\n\r\n";

        String answer = talk(POST + "Content-Length: " + (chunk.length() + smuggled.length())
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + smuggled);

        assertThat(answer.split("HTTP/1.1 ", -1)).hasSizeLessThanOrEqualTo(2);
        assertThat(bed.claims()).noneMatch(claim -> claim.orderKey().contains("evil"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffffffffffffffff\r\n{",
                "-1\r\n{",
                "8;x=y\r\n{\"id\":1}",
                "zz\r\n{\"id\":1}\r\n0\r\n\r\n",
                "8\r\n{\"id\":1}0\r\n\r\n",
                "8\n{\"id\":1}\n0\n\n"
            })
    void broken_chunks_are_refused_or_end(String chunks) throws IOException {
        String answer = talk(POST + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks);

        assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 202"))
                .as(answer)
                .isTrue();
    }

    @Test
    void a_body_in_chunks_of_one_byte_is_read() throws IOException {
        String json = "{\"id\":\"" + "x".repeat(3000) + "\"}";
        StringBuilder chunks = new StringBuilder();
        json.chars().forEach(c -> chunks.append("1\r\n").append((char) c).append("\r\n"));

        assertThat(talk(POST + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 202");
    }

    @Test
    void a_flood_of_many_headers_is_refused() throws IOException {
        StringBuilder headers = new StringBuilder();
        IntStream.range(0, 10_000).forEach(i -> headers.append("X-").append(i).append(": y\r\n"));

        assertThat(talk(POST + headers + "Content-Length: 8\r\n\r\n{\"id\":1}")).startsWith("HTTP/1.1 431");
    }

    @Test
    void a_path_of_a_megabyte_is_refused() throws IOException {
        assertThat(talk("POST /ingest/" + "x".repeat(1 << 20) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "..%2fsensor", "%", "%zz", "sensor%00", "sensor/../other", "\u00e9", "sensor;a=b"})
    void a_path_that_is_no_source_is_not_found(String source) throws IOException {
        assertThat(talk("POST /ingest/" + source
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 40");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "\r\n\r\n\r\n",
                "POST /ingest/sensor\r\n\r\n",
                "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                "POST /ingest/sensor HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
                        + "Connection: Upgrade, HTTP2-Settings\r\nContent-Length: 0\r\n\r\n"
            })
    void what_is_no_request_for_us_is_refused_or_cut_off(String bytes) throws IOException {
        String answer = talk(bytes + "GET /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).doesNotContain(" 101 ", " 200 ", " 202 ", "evil.example");
        assertThat(answer.isEmpty() || answer.startsWith("HTTP/")).as(answer).isTrue();
    }

    @Test
    void a_tls_hello_on_the_plain_port_is_cut_off() throws IOException {
        byte[] hello = new byte[200];
        new Random(1).nextBytes(hello);
        hello[0] = 0x16;
        hello[1] = 3;
        hello[2] = 1;

        assertThat(talk(hello)).doesNotContain(" 202 ");
    }

    @Test
    void random_bytes_are_cut_off() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[1 + random.nextInt(4000)];
            random.nextBytes(bytes);
            assertThat(talk(bytes)).doesNotContain(" 202 ");
        }
    }

    @Test
    void pipelined_requests_are_answered_in_order() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            requests.append(post("{\"id\":\"p-" + i + "\"}").replace("Connection: close\r\n", ""));
        }
        requests.append("PUT /ingest/sensor HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        String answer = talk(requests.toString());

        assertThat(answer.split("HTTP/1.1 202", -1)).hasSize(21);
        assertThat(answer.lastIndexOf("HTTP/1.1 405")).isGreaterThan(answer.lastIndexOf("HTTP/1.1 202"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST http://evil.example/ingest/sensor HTTP/1.1", "POST /ingest/sensor HTTP/1.0"})
    void other_forms_of_a_request_are_taken(String line) throws IOException {
        assertThat(talk(post("{\"id\":1}").replace("POST /ingest/sensor HTTP/1.1", line)))
                .startsWith("HTTP/1.")
                .contains(" 202 ")
                .doesNotContain("evil.example");
    }

    @Test
    void a_compressed_body_is_refused_before_it_is_read() throws IOException {
        assertThat(talk(POST + "Content-Encoding: gzip\r\nContent-Length: 9000000\r\n\r\n"))
                .startsWith("HTTP/1.1 415");
    }

    @Test
    void a_body_of_a_hundred_megabytes_is_refused_by_its_length() throws IOException {
        assertThat(talk(POST + "Content-Length: 104857600\r\n\r\n" + "x".repeat(100_000)))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void a_hundred_megabytes_in_chunks_are_refused_and_not_kept() throws IOException {
        try (Socket socket = connect()) {
            write(socket, (POST + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            int sent = 0;
            try {
                for (; sent < 100; sent++) {
                    write(socket, chunk);
                }
            } catch (SocketException e) {
                assertThat(sent).isGreaterThan(8);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 100_000, 1_000_000})
    void a_number_of_too_many_digits_is_refused(int digits) throws IOException {
        assertThat(talk(post("{\"id\":" + "9".repeat(digits) + "}"))).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e9999999992", "-1.5E+99999999999", "1e-9999999999999"})
    void an_exponent_beyond_all_bounds_is_refused(String number) throws IOException {
        for (String body : List.of("{\"id\":%s}", "[{\"id\":%s}]", "{\"a\":[%s]}")) {
            assertThat(talk(post(body.formatted(number)))).startsWith("HTTP/1.1 400");
        }
        assertThat(talk(post("{\"id\":" + number + "}\n{\"id\":\"good\"}")
                        .replace("Connection: close", "Connection: close\r\nContent-Type: application/x-ndjson")))
                .startsWith("HTTP/1.1 202");
    }

    @Test
    void a_line_that_is_no_text_is_refused_and_the_others_are_taken() throws IOException {
        String answer = talk(post("{\"id\":\"good\"}\n\u0000\u0000\u0000\u0000{}x")
                .replace("Connection: close", "Connection: close\r\nContent-Type: application/x-ndjson"));

        assertThat(answer).startsWith("HTTP/1.1 202").contains("\"rejected\":[{\"index\":1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void a_hundred_thousand_levels_are_refused(String open) throws IOException {
        assertThat(talk(post(open.repeat(100_000)))).startsWith("HTTP/1.1 400");
    }

    @Test
    void of_keys_that_come_twice_the_last_counts_and_the_bytes_stay() throws IOException {
        String body = "{\"id\":\"first\",\"id\":\"last\"}";

        assertThat(talk(post(body))).startsWith("HTTP/1.1 202");

        assertThat(bed.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.orderKey()).isEqualTo("sensor:last");
            assertThat(new String(claim.payload(), StandardCharsets.UTF_8)).isEqualTo(body);
        });
    }

    @Test
    void more_connections_than_the_bound_are_closed_and_their_end_frees_the_place() throws IOException {
        List<Socket> flood = new ArrayList<>();
        for (int i = 0; i < 3 * MAX_CONNECTIONS; i++) {
            flood.add(connect());
        }
        for (Socket extra : flood.subList(MAX_CONNECTIONS, flood.size())) {
            assertThat(readAll(extra)).isEmpty();
        }
        for (Socket socket : flood) {
            socket.close();
        }
        String answer = "";
        for (int tries = 0; tries < 1000 && answer.isEmpty(); tries++) {
            answer = talk(post("{\"id\":\"after the flood\"}"));
        }
        assertThat(answer).startsWith("HTTP/1.1 202");
    }

    private static String post(String body) {
        return POST + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private String talk(String bytes) throws IOException {
        return talk(bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** Everything that comes until the other side closes. */
    private String talk(byte[] bytes) throws IOException {
        try (Socket socket = connect()) {
            try {
                write(socket, bytes);
            } catch (SocketException e) {
                return readAll(socket);
            }
            return readAll(socket);
        }
    }

    private static String readAll(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                answer.append((char) b);
            }
        } catch (SocketException e) {
            return answer.toString();
        }
        return answer.toString();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", bed.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }
}
