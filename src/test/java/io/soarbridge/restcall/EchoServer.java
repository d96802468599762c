package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.PythonJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import javax.net.ServerSocketFactory;

/**
 * The server that the recorded cases were made against, as their requests and answers show it: it repeats what it gets, answers with
 * a wished status, redirects, and gives OAuth tokens. Records the very bytes of each request.
 */
public final class EchoServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, Answer> scripted = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** One request; the body as ISO 8859-1, so that each character is one byte. */
    public record Seen(String method, String path, List<Map.Entry<String, String>> headers, String body) {
        public String header(String name) {
            return headers.stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
    }

    public record Answer(int status, String reason, byte[] body, String... headers) {
        public static Answer json(String json, String... headers) {
            List<String> all = new ArrayList<>(List.of(headers));
            all.add("Content-Type: application/json");
            return new Answer(200, "OK", json.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
        }

        /** These very bytes, as ISO 8859-1, and the end of the connection. */
        static Answer raw(String bytes) {
            return new Answer(0, "", bytes.getBytes(StandardCharsets.ISO_8859_1));
        }

        public static Answer status(int status, String reason, String... headers) {
            return new Answer(status, reason, new byte[0], headers);
        }
    }

    public EchoServer(ServerSocketFactory factory) throws IOException {
        listener = factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::listen);
    }

    public static EchoServer plain() throws IOException {
        return new EchoServer(ServerSocketFactory.getDefault());
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public List<Seen> requests() {
        return requests;
    }

    /** Answers this path so from now on. */
    public EchoServer on(String path, Answer answer) {
        scripted.put(path, answer);
        return this;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Seen seen = read(in); seen != null; seen = read(in)) {
                requests.add(seen);
                String path = seen.path().replaceFirst("^http://[^/]*", "").replaceFirst("\\?.*", "");
                if (path.equals("/slow")) {
                    in.read(); // until the client gives up
                    return;
                }
                if (path.equals("/reset")) {
                    socket.setSoLinger(true, 0);
                    return;
                }
                Answer answer = answer(seen, path);
                if (answer.status() == 0) {
                    socket.getOutputStream().write(answer.body());
                    return;
                }
                write(socket, seen, answer);
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    private Answer answer(Seen seen, String path) {
        Answer given = scripted.get(path);
        if (given != null) {
            return given;
        }
        int count = counts.merge(path, 1, Integer::sum);
        String[] parts = path.split("/");
        String first = parts.length > 1 ? parts[1] : "";
        return switch (first) {
            case "status" -> status(Integer.parseInt(parts[2]));
            case "failn" -> count <= Integer.parseInt(parts[2]) ? status(500) : echo(seen);
            case "latin" ->
                new Answer(200, "OK", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1), "Content-Type: text/plain");
            case "give" -> given(parts[2]);
            case "moved" -> Answer.status(Integer.parseInt(parts[2]), "Moved", "Location: /echo");
            case "movedx" ->
                Answer.status(Integer.parseInt(parts[2]), "Moved", "Location: http://localhost:" + port() + "/echo");
            case "round" -> Answer.status(302, "Found", "Location: /round");
            case "nowhere" -> Answer.status(302, "Found");
            case "crumb" -> Answer.status(302, "Found", "Location: /echo", "Set-Cookie: crumb=7; Path=/");
            case "empty" -> Answer.status(204, "No Content");
            case "redir" -> Answer.status(302, "Found", "Location: /echo");
            case "redirx" -> Answer.status(302, "Found", "Location: http://localhost:" + port() + "/echo");
            case "token" -> Answer.json("{\"access_token\": \"AT1\"}");
            case "token_full" ->
                Answer.json("{\"access_token\": \"ATF\", \"token_type\": \"Bearer\", \"expires_in\": 3600}");
            case "tokenY" ->
                Answer.json("{\"access_token\": \"AT%d\", \"refresh_token\": \"RT%d\"}".formatted(count, count + 1));
            case "need_at2" -> "Bearer AT2".equals(seen.header("Authorization")) ? echo(seen) : status(401);
            default -> echo(seen);
        };
    }

    /** Answers that show how a body or a header is read. */
    private static Answer given(String what) {
        byte[] accent = "r\u00e9sum\u00e9 \u00fcber".getBytes(StandardCharsets.UTF_8);
        return switch (what) {
            case "html" -> new Answer(200, "OK", accent, "Content-Type: text/html");
            case "html-utf8" -> new Answer(200, "OK", accent, "Content-Type: text/html; charset=\"UTF-8\"");
            case "untyped" -> new Answer(200, "OK", accent);
            case "odd-charset" -> new Answer(200, "OK", accent, "Content-Type: text/plain; charset=x-none");
            case "json-as-text" ->
                new Answer(
                        200, "OK", "[1, {\"a\": null}]".getBytes(StandardCharsets.UTF_8), "Content-Type: text/plain");
            case "bad-json" -> Answer.json("{\"a\": ");
            case "twice" ->
                Answer.json(
                        "{}", "X-Rate: 1", "x-rate: 2", "Set-Cookie: a=1; Path=/", "Set-Cookie: b=\"q r\"; HttpOnly");
            case "old-cookie" -> Answer.json("{}", "Set-Cookie: gone=1; Max-Age=0", "Set-Cookie: stays=2");
            case "links" ->
                Answer.json(
                        "{}",
                        "Link: <http://a.example/2>; rel=\"next\"; title=\"b, c\", <http://a.example/9>; rel=last",
                        "Link: <http://a.example/help>");
            case "gzip" -> new Answer(200, "OK", gzip("{\"z\": 1}"), "Content-Encoding: gzip", "Content-Type: text/x");
            default -> status(404);
        };
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(all)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }

    private static Answer status(int status) {
        String reason = switch (status) {
            case 300 -> "Multiple Choices";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "";
        };
        byte[] body = ("{\"s\":" + status + "}").getBytes(StandardCharsets.UTF_8);
        return new Answer(status, reason, body, "Content-Type: application/json");
    }

    private static Answer echo(Seen seen) {
        ObjectNode echo = JsonNodeFactory.instance.objectNode();
        echo.put("method", seen.method());
        echo.put("path", seen.path());
        echo.put("body", new String(seen.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        return Answer.json(PythonJson.spaced(echo));
    }

    private static void write(Socket socket, Seen seen, Answer answer) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " " + answer.reason() + "\r\n");
        if (answer.status() != 204) {
            head.append("Content-Length: ").append(answer.body().length).append("\r\n");
        }
        for (String header : answer.headers()) {
            head.append(header).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!seen.method().equals("HEAD") && answer.status() != 204) {
            all.write(answer.body());
        }
        socket.getOutputStream().write(all.toByteArray());
        socket.getOutputStream().flush();
    }

    private static Seen read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.append((char) b);
        }
        String[] lines = head.toString().split("\r\n");
        String[] first = lines[0].split(" ");
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(Map.entry(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
        }
        Seen seen = new Seen(first[0], first[1], headers, "");
        String length = seen.header("Content-Length");
        byte[] body = length == null ? new byte[0] : in.readNBytes(Integer.parseInt(length));
        return new Seen(first[0], first[1], headers, new String(body, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
