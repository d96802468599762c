package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import io.soarbridge.testkit.Connected;
import io.soarbridge.testkit.RawServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final String CALL = "connection:target?path=/things";

    @TempDir
    Path folder;

    private final AtomicInteger logins = new AtomicInteger();
    private volatile boolean refusesLogins;
    private volatile int endedBefore;

    /** Gives a cookie on /hello and one on /login, and takes the token of the latest login alone. */
    private void answer(int number, String request, Socket socket) throws IOException {
        if (request.startsWith("GET /api/hello ")) {
            RawServer.reply(socket, 200, "<html>", "Content-Type: text/html", "Set-Cookie: csrf=c-1; Path=/");
        } else if (request.startsWith("POST /api/login?x=1 ")) {
            login(request, socket);
        } else if (request.contains("X-Sess: token-" + logins.get() + "\r\n") && logins.get() > endedBefore) {
            RawServer.reply(socket, 200, "{}");
        } else {
            RawServer.reply(socket, 401, "{\"message\":\"no session " + header(request, "X-Sess") + "\"}");
        }
    }

    private void login(String request, Socket socket) throws IOException {
        if (refusesLogins) {
            RawServer.reply(socket, 403, "{\"message\":\"locked, you sent " + Connected.KEY + "\"}");
        } else {
            assertThat(request)
                    .contains(
                            "X-Csrf: c-1",
                            "Cookie: csrf=c-1",
                            "\"user\":\"7\"",
                            "\"password\":\"" + Connected.KEY + "\"");
            RawServer.reply(
                    socket,
                    200,
                    "{\"token\":\"token-" + logins.incrementAndGet() + "\"}",
                    "Set-Cookie: id=i-1; HttpOnly; Secure");
        }
    }

    private static String header(String request, String name) {
        return request.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("none");
    }

    private Bench bench(RawServer server) {
        return new Bench(Connected.to(server.url()).auth("session").settings(), folder);
    }

    @Test
    void begins_at_the_first_call_and_is_used_by_all_after_it() throws Exception {
        try (RawServer server = RawServer.start(this::answer);
                Bench bench = bench(server)) {
            for (int i = 0; i < 3; i++) {
                assertThat(bench.send(CALL, e -> {}).getException()).isNull();
            }

            assertThat(logins).hasValue(1);
            String last = server.requests().get(server.requests().size() - 1);
            assertThat(last)
                    .contains("Cookie: csrf=c-1; id=i-1", "X-Sess: token-1")
                    .doesNotContain(Connected.KEY);
        }
    }

    @Test
    void begins_anew_when_the_system_has_ended_it_and_nobody_notices() throws Exception {
        try (RawServer server = RawServer.start(this::answer);
                Bench bench = bench(server)) {
            bench.send(CALL, e -> {});
            endedBefore = 1;

            Exchange done = bench.send(CALL, e -> {});

            assertThat(done.getException()).isNull();
            assertThat(logins).hasValue(2);
            assertThat(bench.connection.gate().pause()).isEmpty();
        }
    }

    @Test
    void is_not_begun_for_ever_when_the_system_takes_no_session() throws Exception {
        try (RawServer server = RawServer.start(this::answer);
                Bench bench = bench(server)) {
            endedBefore = Integer.MAX_VALUE;

            CallException refused = (CallException) bench.send(CALL, e -> {}).getException();

            assertThat(refused.failure()).isEqualTo(Failure.CREDENTIALS);
            assertThat(logins).hasValue(2);
            assertThat(refused).hasMessageNotContaining("token-2");
        }
    }

    @Test
    void a_refused_login_is_refused_credentials_without_them_in_the_message() throws Exception {
        refusesLogins = true;
        try (RawServer server = RawServer.start(this::answer);
                Bench bench = bench(server)) {
            CallException refused = (CallException) bench.send(CALL, e -> {}).getException();

            assertThat(refused.failure()).isEqualTo(Failure.CREDENTIALS);
            assertThat(refused)
                    .hasMessageContaining("login by POST /login?x=1 on target")
                    .hasMessageContaining("locked")
                    .hasMessageNotContaining(Connected.KEY);
            assertThat(bench.connection.gate().pause()).isPresent();
        }
    }

    @Test
    void callers_at_the_same_time_share_one_login() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(6);
        try (RawServer server = RawServer.start(this::answer);
                Bench bench = bench(server)) {
            List<Future<Exchange>> calls = IntStream.range(0, 6)
                    .mapToObj(i -> callers.submit(() -> {
                        go.await();
                        return bench.send(CALL, e -> {});
                    }))
                    .toList();
            go.countDown();

            for (Future<Exchange> call : calls) {
                assertThat(call.get().getException()).isNull();
            }
            assertThat(logins).hasValue(1);
        } finally {
            callers.shutdownNow();
        }
    }
}
