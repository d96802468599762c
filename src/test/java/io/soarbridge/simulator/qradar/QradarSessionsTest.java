package io.soarbridge.simulator.qradar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.testkit.WireClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Credentials as IBM's client brings them: Basic with a key, or e-mail, cookie and X-sess-id. */
class QradarSessionsTest {
    private static final String LOGIN = "{\"email\":\"admin@example.com\",\"password\":\"simulator-password\"}";

    @Test
    void an_api_key_sees_its_organizations_by_every_name() {
        try (QradarLab lab = new QradarLab("orgs=Lab,Other")) {
            JsonNode session = lab.client.get("/rest/session").json();

            assertThat(session.has("api_key_handle") && session.has("client_id"))
                    .isTrue();
            assertThat(session.path("orgs"))
                    .hasSize(2)
                    .allSatisfy(org -> assertThat(org.path("enabled").asBoolean()
                                    && org.hasNonNull("uuid")
                                    && org.hasNonNull("cloud_account"))
                            .isTrue());
            assertThat(lab.get("").path("actions_framework_enabled").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void a_session_needs_its_cookie_and_its_token() {
        try (QradarLab lab = new QradarLab()) {
            WireClient plain = new WireClient(lab.running.url().toString(), "content-type", "application/json");
            WireClient.Answer login = plain.post("/rest/session?include_permissions=false", LOGIN);
            String cookie = cookie(login);
            String token = login.json().path("csrf_token").asText();

            assertThat(login.json().path("user_id").isInt()).isTrue();
            assertThat(plain.get("/rest/const", "Cookie", cookie, "X-sess-id", token)
                            .status())
                    .isEqualTo(200);
            assertThat(plain.get("/rest/const", "Cookie", cookie).status()).isEqualTo(401);
            assertThat(plain.get("/rest/const", "X-sess-id", token).status()).isEqualTo(401);
            plain.call("DELETE", "/rest/session", null, null, "Cookie", cookie, "X-sess-id", token);
            assertThat(plain.get("/rest/const", "Cookie", cookie, "X-sess-id", token)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_login_with_an_earlier_cookie_and_token_goes_on_with_them() {
        try (QradarLab lab = new QradarLab();
                QradarLab strict = new QradarLab("session-renewal=new")) {
            assertThat(again(lab, true)).isTrue();
            assertThat(again(lab, false)).isFalse();
            assertThat(again(strict, true)).isFalse();
        }
    }

    /** Whether a second login gives the same session, with or without the token of the first. */
    private static boolean again(QradarLab lab, boolean token) {
        WireClient plain = new WireClient(lab.running.url().toString(), "content-type", "application/json");
        WireClient.Answer first = plain.post("/rest/session", LOGIN);
        String csrf = token ? first.json().path("csrf_token").asText() : "other";
        WireClient.Answer second = plain.call(
                "POST", "/rest/session", "application/json", LOGIN, "Cookie", cookie(first), "X-sess-id", csrf);
        return cookie(first).equals(cookie(second))
                && first.json().path("csrf_token").equals(second.json().path("csrf_token"));
    }

    @Test
    void wrong_credentials_are_a_401_with_a_status() {
        try (QradarLab lab = new QradarLab()) {
            WireClient plain = new WireClient(lab.running.url().toString());

            for (WireClient.Answer answer : List.of(
                    plain.get("/rest/session"),
                    plain.post("/rest/session", "{\"email\":\"x\",\"password\":\"y\"}"),
                    plain.get("/rest/session", "Authorization", "Basic eDp5"))) {
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.json().path("success").asBoolean(true)).isFalse();
                assertThat(answer.json().path("error_code").asText()).isEqualTo("generic");
            }
        }
    }

    @Test
    void another_organization_and_paths_without_a_get_answer_as_an_appliance_does() {
        try (QradarLab lab = new QradarLab()) {
            assertThat(lab.client.get("/rest/orgs/999/incidents").status()).isEqualTo(403);
            assertThat(lab.client.get("/rest/orgs/201/playbooks").status()).isEqualTo(500);
            assertThat(lab.client.get("/rest/orgs/201/incidents/query_paged").status())
                    .isEqualTo(404);
            assertThat(lab.client.get("/rest/orgs/201/nothing").status()).isEqualTo(404);
            assertThat(lab.client
                            .get("/rest/orgs/201/incidents/4711")
                            .json()
                            .path("message")
                            .asText())
                    .isEqualTo("Unable to find Incident with ID 4711");
        }
    }

    @Test
    void the_server_tells_its_version_in_either_shape() {
        try (QradarLab lab = new QradarLab();
                QradarLab old = new QradarLab("server-version-shape=old")) {
            JsonNode now = lab.client.get("/rest/const").json();

            assertThat(now.at("/server_version/v").asInt()).isEqualTo(51);
            assertThat(now.path("max_page_size").asInt()).isEqualTo(100);
            assertThat(old.client
                            .get("/rest/const")
                            .json()
                            .at("/server_version/major")
                            .asInt())
                    .isEqualTo(36);
        }
    }

    private static String cookie(WireClient.Answer login) {
        return login.headers().get("set-cookie").stream()
                .filter(one -> one.startsWith("JSESSIONID="))
                .map(one -> one.split(";", 2)[0])
                .findFirst()
                .orElseThrow();
    }
}
