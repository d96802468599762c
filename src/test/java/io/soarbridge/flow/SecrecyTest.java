package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.soarbridge.app.Checks;
import io.soarbridge.app.Verdict;
import io.soarbridge.outbox.DeliveryDetail;
import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.Captured;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every secret here begins with "planted"; no log, ledger, answer or message may hold that word, not even cut off. */
class SecrecyTest {
    private static final String HMAC_SECRET = "planted-hmac-secret-1729";
    private static final String MARK = "planted";
    private static final DeliveryFilter ALL = new DeliveryFilter(null, null, null, null, null, null, null, 0, 0);

    @TempDir
    Path folder;

    private final List<String> answers = new ArrayList<>();
    private Captured log;
    private Bed bed;

    @BeforeEach
    void prepare() throws IOException {
        log = new Captured();
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("elastic-token"), Bed.TOKEN + "\n");
        bed = Bed.with(folder, CortexXsoarOptions.version8())
                .environment("FLOW_API_KEY", Bed.API_KEY)
                .environment("FLOW_HMAC", HMAC_SECRET)
                .connection("api-key", "{{env:FLOW_API_KEY}}")
                .set("soarbridge.secrets", secrets.toString())
                .set("soarbridge.source.elastic.token", "{{secret:elastic-token}}")
                .set("soarbridge.source.signed.format", "elastic")
                .set("soarbridge.source.signed.auth", "hmac")
                .set("soarbridge.source.signed.secret", "{{env:FLOW_HMAC}}")
                .set("soarbridge.source.signed.deliver-to", Bed.CONNECTION);
    }

    @AfterEach
    void end() {
        bed.close();
        log.close();
    }

    @Test
    void success_shows_no_secret() throws Exception {
        bed.start();
        bed.accepted("elastic", Bed.alert("ok", "Opened"));
        bed.accepted("elastic", Bed.alert("ok", "Closed", "closed"));
        String body = Bed.alert("signed", "Signed");
        assertThat(signed(body, HMAC_SECRET)).isEqualTo(202);
        bed.awaitDelivered(3);

        nowhere();
    }

    @Test
    void refused_senders_see_no_secret() throws Exception {
        bed.start();
        String body = Bed.alert("refused", "Refused");

        assertThat(signed(body, "planted-wrong-secret")).isEqualTo(401);
        assertThat(keep(bed.post("elastic", "{\"broken\"")).statusCode()).isEqualTo(400);
        assertThat(keep(bed.post("nobody", body)).statusCode()).isEqualTo(404);
        assertThat(keep(bed.post("elastic", "{\"no\":\"alert\"}")).statusCode()).isEqualTo(422);

        nowhere();
    }

    private int signed(String body, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        Map<String, String> headers =
                Map.of("Content-Type", "application/json", "X-Hub-Signature-256", "sha256=" + signature);
        return keep(bed.post("signed", body, headers)).statusCode();
    }

    private HttpResponse<String> keep(HttpResponse<String> answer) {
        answers.add(answer.headers().map() + answer.body());
        return answer;
    }

    /** A system that repeats what it was sent in each kind of failure. */
    static Stream<Fault> echoes() {
        String echo = "you sent Authorization: " + Bed.API_KEY + " and that is wrong";
        String json = "{\"detail\":\"%s\"}".formatted(echo);
        return Stream.of(
                Fault.status(400).body(json, "application/json"),
                Fault.status(403).body(echo, "text/plain"),
                Fault.status(422).body("{\"a\":{\"b\":[{\"error\":\"%s\"}]}}".formatted(echo), "application/json"),
                Fault.status(200).body("{\"id\":\"" + echo, "application/json"),
                Fault.status(200).body("{\"name\":\"" + echo + "\"}", "application/json"),
                Fault.status(500).body(json, "application/json"),
                Fault.status(409).body("{\"detail\":\"DB version %s\"}".formatted(echo), "application/json"),
                Fault.of(Fault.Kind.RESET_BEFORE),
                Fault.of(Fault.Kind.CUT_BODY));
    }

    @Test
    void failures_show_no_secret() throws IOException {
        bed.set("soarbridge.outbox.max-attempts", "1").start();
        List<Fault> faults = echoes().toList();
        for (int i = 0; i < faults.size(); i++) {
            bed.simulator().faults().add(faults.get(i).on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("f-" + i, "Fails " + i));
            Await.until("an end", () -> bed.row(id).doneAt() != null);
        }

        assertThat(bed.counts().dead()).isGreaterThan(6);
        assertThat(reasons()).contains("you sent Authorization: ******");
        nowhere();
    }

    @Test
    void outages_show_no_secret() throws IOException {
        bed.start();
        String echo = "<html>" + Bed.API_KEY + "</html>";
        List<Fault> faults = List.of(
                Fault.status(401).body("{\"detail\":\"" + Bed.API_KEY + " is no key\"}", "application/json"),
                Fault.status(429).body(Bed.API_KEY, "text/plain"),
                Fault.status(503).body(echo, "text/html"),
                Fault.of(Fault.Kind.HTML).body(echo, "text/html"),
                Fault.of(Fault.Kind.REFUSE));
        for (int i = 0; i < faults.size(); i++) {
            int expected = i + 1;
            bed.simulator().faults().add(faults.get(i).on("POST", "/incident$"));
            answers.add(
                    bed.connectionRestsAfter(Bed.alert("o-" + i, "Waits " + i)).reason());
            bed.simulator().faults().clear();
            bed.skipRestsUntil("delivered", () -> bed.counts().delivered() == expected);
        }

        nowhere();
    }

    @Test
    void a_secret_at_the_end_of_a_cut_message_leaves_no_beginning() throws IOException {
        bed.start();
        for (int before = 440; before < 520; before += 4) {
            bed.simulator()
                    .faults()
                    .add(Fault.status(400)
                            .body("x".repeat(before) + Bed.API_KEY, "text/plain")
                            .on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("cut-" + before, "Cut"));
            bed.awaitState(id, State.DEAD);
        }

        nowhere();
    }

    @Test
    void checks_and_settings_show_no_secret() throws IOException {
        bed.simulator().faults().add(Fault.status(401).body("{\"error\":\"" + Bed.API_KEY + "\"}", "application/json"));

        Verdict refused =
                Checks.run(bed.loaded(), List.of(Bed.CONNECTION), bed.clock()).get(0);
        Verdict good =
                Checks.run(bed.loaded(), List.of(Bed.CONNECTION), bed.clock()).get(0);

        answers.add(refused + "\n" + good + "\n" + bed.loaded() + "\n"
                + bed.loaded().effective());
        assertThat(refused.ok()).isFalse();
        assertThat(good.ok()).isTrue();
        assertThat(bed.loaded().effective().toString()).contains("******");
        nowhere();
    }

    @Test
    void a_failed_start_shows_no_secret() throws IOException {
        bed.set("soarbridge.source.elastic.tokenn", "planted-typo")
                .connection("max-rate", "{{env:FLOW_API_KEY}}")
                .connection("url", "https://me:planted-in-url@host.example");
        Throwable settings = catchThrowable(bed::start);
        bed.unset("soarbridge.source.elastic.tokenn")
                .connection("max-rate", "0")
                .connection("url", bed.simulator().url())
                .set("soarbridge.http.port", Integer.toString(bed.simulator().port()));
        Throwable port = catchThrowable(bed::start);

        assertThat(settings).hasMessageContaining("tokenn");
        assertThat(port).hasMessageContaining(Integer.toString(bed.simulator().port()));
        answers.add(stack(settings));
        answers.add(stack(port));
        nowhere();
    }

    private static String stack(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    private String reasons() {
        StringBuilder text = new StringBuilder();
        for (DeliveryRow row : bed.store().list(ALL)) {
            text.append(row).append('\n');
            for (DeliveryDetail.Attempt attempt :
                    bed.store().show(row.deliveryId()).orElseThrow().attempts()) {
                text.append(attempt).append('\n');
            }
        }
        return text.toString();
    }

    private void nowhere() throws IOException {
        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(MARK));
        assertThat(answers).noneMatch(answer -> answer.contains(MARK));
        if (!Files.exists(bed.ledger())) {
            return;
        }
        try (Stream<Path> files = Files.walk(bed.ledger().getParent()).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes.indexOf(MARK)).as(file.toString()).isNegative();
            }
        }
    }
}
