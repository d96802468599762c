package io.soarbridge.ingest;

import io.soarbridge.config.SourceSettings.Auth;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A front door and ways to send to it. */
@Timeout(60)
abstract class IngestFixture {
    static final String AUTH = "Authorization: Bearer t0ken\r\n";

    @TempDir
    Path folder;

    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    FrontDoorBed bed;

    @BeforeEach
    void start() {
        bed = new FrontDoorBed(folder, FrontDoorBed.http(64 * 1024, 8, Duration.ofSeconds(30)), Auth.BEARER);
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    List<String> payloads() {
        return bed.claims().stream()
                .map(claim -> new String(claim.payload(), StandardCharsets.UTF_8))
                .toList();
    }

    HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request().POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bed.port() + "/ingest/sensor"))
                .header("Authorization", "Bearer t0ken");
    }

    /** The first bytes of the answer; a sender that is refused early gets it although it has not sent all. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", bed.port())) {
            write(socket, request);
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0 || !complete(answer.toString())) {
                int b = in.read();
                if (b < 0) {
                    break;
                }
                answer.append((char) b);
            }
            return answer.toString();
        }
    }

    private static boolean complete(String answer) {
        int end = answer.indexOf("\r\n\r\n") + 4;
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .allMatch(length -> answer.length() >= end + length);
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
