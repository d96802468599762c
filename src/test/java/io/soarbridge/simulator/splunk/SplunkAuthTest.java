package io.soarbridge.simulator.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.simulator.Fault;
import io.soarbridge.testkit.WireClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplunkAuthTest {
    private SplunkBed bed;

    @BeforeEach
    void start() {
        bed = SplunkBed.start();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    private Answer version(String... headers) {
        return bed.client(headers).get("/rest/version");
    }

    @Test
    void token_password_and_token_without_user_sign_in() {
        assertThat(version("ph-auth-token", SplunkBed.TOKEN).status()).isEqualTo(200);
        assertThat(version("Authorization", SplunkBed.basic(SplunkBed.USER, SplunkBed.PASSWORD))
                        .status())
                .isEqualTo(200);
        assertThat(version("Authorization", SplunkBed.basic("", SplunkBed.TOKEN))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusals_say_which_kind_they_are() {
        assertThat(version("ph-auth-token", "wrong").body()).contains("Invalid automation token");
        assertThat(version().body()).contains("No supported auth information provided in request");
        assertThat(version().status()).isEqualTo(401);
        assertThat(version("Authorization", "Bearer " + SplunkBed.TOKEN).body())
                .contains("No supported auth information provided in request");
        assertThat(version("Authorization", SplunkBed.basic(SplunkBed.USER, "wrong"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void basic_wins_over_a_token_beside_it() {
        assertThat(version("Authorization", SplunkBed.basic(SplunkBed.USER, "wrong"), "ph-auth-token", SplunkBed.TOKEN)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void switches_accept_bearer_or_put_the_user_to_sleep() {
        try (SplunkBed gateway = SplunkBed.start("accept-bearer=on");
                SplunkBed asleep = SplunkBed.start("user-active=off");
                SplunkBed viewer = SplunkBed.start("rights=view")) {
            assertThat(gateway.client("Authorization", "Bearer " + SplunkBed.TOKEN)
                            .get("/rest/version")
                            .status())
                    .isEqualTo(200);
            assertThat(asleep.get("/rest/version").body()).contains("User is inactive");
            assertThat(viewer.get("/rest/version").status()).isEqualTo(200);
            assertThat(viewer.token.post("/rest/container", "{\"name\":\"n\"}").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void a_broker_names_the_user_that_it_acts_for() {
        String path = "/rest/broker/api_proxy/rest/version";

        assertThat(bed.token.get("/rest/broker").body()).contains("Missing PsaasImpersonationToken header");
        assertThat(bed.client("Authorization", "Bearer " + SplunkBed.TOKEN, "PsaasImpersonationToken", "hash")
                        .get(path)
                        .json()
                        .path("version")
                        .asText())
                .isEqualTo("8.5.0.248");
    }

    @Test
    void a_session_writes_only_with_its_token_and_from_its_page() {
        Answer page = bed.client().get("/login");
        String csrf = cookie(page, "csrftoken");
        Answer login = login(csrf, SplunkBed.PASSWORD);
        String cookies = "sessionid=" + cookie(login, "sessionid") + ";csrftoken=" + csrf;
        String body = "{\"name\":\"n\",\"label\":\"events\"}";
        var session = bed.client("Cookie", cookies);

        Answer bare = session.post("/rest/container", body);
        Answer foreign = session.post(
                "/rest/container", body, "X-CSRFToken", csrf, "Referer", "https://elsewhere.example/rest/container");
        Answer good = session.post(
                "/rest/container", body, "X-CSRFToken", csrf, "Referer", bed.simulator.url() + "/rest/container");

        assertThat(session.get("/rest/container").status()).isEqualTo(200);
        assertThat(bare.status()).isEqualTo(403);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(good.status()).isEqualTo(200);
        assertThat(login(csrf, "wrong").header("set-cookie")).doesNotContain("sessionid");
        assertThat(login("other", SplunkBed.PASSWORD).status()).isEqualTo(200);
    }

    private Answer login(String csrf, String password) {
        return bed.client("Cookie", "csrftoken=" + csrf)
                .call(
                        "POST",
                        "/login",
                        "application/x-www-form-urlencoded",
                        "username=" + SplunkBed.USER + "&password=" + password + "&csrfmiddlewaretoken=" + csrf);
    }

    private static String cookie(Answer answer, String name) {
        String header = answer.header("set-cookie");
        assertThat(header).startsWith(name + "=");
        return header.substring(name.length() + 1, header.indexOf(';'));
    }

    @Test
    void errors_are_json_and_nothing_else_is_served() {
        assertThat(bed.get("/rest/").json().path("failed").asBoolean()).isTrue();
        assertThat(bed.get("/rest/case").status()).isEqualTo(404);
        assertThat(bed.token.call("DELETE", "/rest/playbook/1", null, null).status())
                .isEqualTo(405);
        assertThat(bed.get("/rest/case").header("content-type")).isEqualTo("application/json");
        assertThat(bed.token.post("/rest/container", "{").status()).isEqualTo(400);
    }

    @Test
    void failures_can_come_with_status_200() {
        try (SplunkBed odd = SplunkBed.start("failed-on-200=on")) {
            Answer answer = odd.get("/rest/container/9");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("failed").asBoolean()).isTrue();
        }
    }

    @Test
    void the_web_server_in_front_answers_pages() {
        try (SplunkBed small = SplunkBed.start("max-body=100")) {
            small.simulator.faults().add(Fault.status(502));

            Answer gateway = small.get("/rest/version");
            Answer large = small.token.post("/rest/container", "{\"name\":\"" + "n".repeat(100) + "\"}");

            assertThat(gateway.status()).isEqualTo(502);
            assertThat(gateway.header("content-type")).isEqualTo("text/html");
            assertThat(gateway.body()).contains("simulated fault");
            assertThat(large.status()).isEqualTo(413);
        }
    }
}
