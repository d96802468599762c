package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreviewTest {
    @TempDir
    private Path folder;

    private final List<Attachment.Place> fetched = new ArrayList<>();

    private ObjectNode preview(Calls calls, String... pairs) {
        return calls.engine().preview(Calls.inputs(pairs), calls.progress::add, begun -> {});
    }

    private Calls withFiles() {
        return new Calls(folder).files(place -> {
            fetched.add(place);
            throw new java.io.IOException("not now");
        });
    }

    @Test
    void a_file_is_named_and_not_fetched() {
        try (Calls calls = withFiles()) {
            ObjectNode whole = preview(
                    calls,
                    "rest_api_method",
                    "post",
                    "rest_api_url",
                    "https://h.example",
                    "incident_id",
                    "7",
                    "task_id",
                    "8",
                    "attachment_id",
                    "9",
                    "rest_api_body",
                    "{\"a\": \"b\"}");

            assertThat(whole.get("reason").isNull()).isTrue();
            assertThat(whole.at("/request/body").asText())
                    .contains("name=\"a\"", "<attachment 9 of task 8 of incident 7>");
            assertThat(whole.at("/request/headers").toString()).doesNotContain("Content-Length");
            assertThat(fetched).isEmpty();
        }
    }

    @Test
    void says_the_way_without_the_proxys_credentials() {
        try (Calls calls =
                withFiles().set("https-proxy", "http://proxy.example:3128").set("hosts", "h.example")) {
            ObjectNode through = preview(calls, "rest_api_method", "GET", "rest_api_url", "https://u:p4ss@h.example/a");

            assertThat(through.get("proxy").asText()).isEqualTo("http://proxy.example:3128");
            assertThat(through.get("tls").asText()).contains("usual authorities");
            assertThat(through.toString()).doesNotContain("p4ss", "dTpwNHNz").contains("Basic ******");
        }
    }

    @Test
    void fails_as_the_call_would() {
        try (Calls calls = new Calls(folder).set("secret.LONG", "planted-secret")) {
            assertThat(Calls.reason(preview(calls, "rest_api_method", "GET"))).contains("rest_api_url is mandatory");
            assertThat(Calls.reason(preview(
                            calls,
                            "rest_api_method",
                            "GET",
                            "rest_api_url",
                            "https://h.example",
                            "attachment_id",
                            "1",
                            "incident_id",
                            "1")))
                    .contains("no connection is set");
            assertThat(Calls.reason(
                            preview(calls, "rest_api_method", "GET", "rest_api_url", "http://169.254.169.254/${LONG}")))
                    .contains("not allowed")
                    .doesNotContain("planted");
        }
    }
}
