package io.soarbridge.auth;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Keycloak of our own, with one realm, one client and one user. */
final class Keycloak implements AutoCloseable {
    static final String REDIRECT = "http://localhost/callback";
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String realm;

    private Keycloak(Process process, int port) {
        this.process = process;
        this.realm = "http://127.0.0.1:%d/realms/soar/protocol/openid-connect".formatted(port);
    }

    /** @param home of the unpacked distribution; it begins with an empty database */
    static Keycloak start(Path home) throws IOException {
        empty(home.resolve("data/h2"));
        Path imports = Files.createDirectories(home.resolve("data/import"));
        Files.write(
                imports.resolve("soar-realm.json"),
                Files.readAllBytes(Path.of("src/test/resources/keycloak/soar-realm.json")));
        int port = freePort();
        ProcessBuilder command = new ProcessBuilder(
                        "sh",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--import-realm")
                .redirectErrorStream(true);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Keycloak started = new Keycloak(command.start(), port);
        started.readUntilItListens();
        return started;
    }

    private void readUntilItListens() throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Listening on:")) {
                Thread reader = new Thread(() -> drain(lines), "keycloak-log");
                reader.setDaemon(true);
                reader.start();
                return;
            }
        }
        throw new IOException("Keycloak did not start:\n" + said);
    }

    /** So that it never waits for a reader. */
    private static void drain(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                continue;
            }
        } catch (IOException e) {
            return; // it was stopped
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    String tokenUrl() {
        return realm + "/token";
    }

    /** Signs the user in by the form, as a browser would. */
    String code() throws Exception {
        HttpResponse<String> page = send(HttpRequest.newBuilder(
                URI.create(realm + "/auth?client_id=bridge&response_type=code&scope=openid&redirect_uri="
                        + URLEncoder.encode(REDIRECT, StandardCharsets.UTF_8))));
        String cookies = page.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.replaceAll(";.*", ""))
                .collect(Collectors.joining("; "));
        String action = found(FORM, page.body()).replace("&amp;", "&");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(action))
                .header("Cookie", cookies)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=ana&password=secret-of-ana")));
        return found(CODE, answer.headers().firstValue("location").orElseThrow());
    }

    /** Status of a call with that token. */
    int userInfo(OAuthToken token) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(realm + "/userinfo")).header("Authorization", token.header()))
                .statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    @Override
    public void close() throws Exception {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
    }
}
