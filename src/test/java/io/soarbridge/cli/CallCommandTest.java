package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.restcall.EchoServer;
import io.soarbridge.restcall.InputSpec;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Certificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CallCommandTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    private Path folder;

    private EchoServer server;
    private Called called;

    @BeforeEach
    void open() throws IOException {
        server = EchoServer.plain();
        called = new Called(folder).set("soarbridge.rest-call.hosts", "public, 127.0.0.1");
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private EchoServer.Seen seen(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "call";
        System.arraycopy(args, 0, all, 1, args.length);
        assertThat(called.with(all)).as(called.err.toString()).isZero();
        return server.requests().get(server.requests().size() - 1);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void has_an_option_for_each_input() {
        CommandLine call = Called.line().getSubcommands().get("call");

        assertThat(InputSpec.ALL).allSatisfy(input -> {
            boolean isArgument = call.getCommandSpec().positionalParameters().stream()
                    .anyMatch(argument -> argument.paramLabel().equals(input.option()));
            assertThat(isArgument || call.getCommandSpec().optionsMap().containsKey(input.option()))
                    .as("%s of %s", input.option(), input.name())
                    .isTrue();
        });
    }

    @Test
    void prints_the_answers_text_and_one_line_beside_it() {
        EchoServer.Seen seen = seen(server.url() + "/a?b=1");

        assertThat(seen.method() + " " + seen.path()).isEqualTo("GET /a?b=1");
        assertThat(called.out.toString()).isEqualTo("{\"method\": \"GET\", \"path\": \"/a?b=1\", \"body\": \"\"}");
        assertThat(called.err.toString()).matches("HTTP 200 OK, [0-9]+ ms, 1 try\\R");

        seen(server.url() + "/", "-s");
        assertThat(called.err.toString()).isEmpty();
    }

    @Test
    void data_make_a_form_that_goes_out_as_it_stands() {
        EchoServer.Seen seen = seen(server.url() + "/", "-d", "a=b:c d", "--data", "{\"x\":1}", "--data-raw", "@y");

        assertThat(seen.method()).isEqualTo("POST");
        assertThat(seen.header("Content-Type")).isEqualTo(FORM);
        assertThat(seen.body()).isEqualTo("a=b:c d&{\"x\":1}&@y");
    }

    @Test
    void data_may_be_a_file_or_standard_input() throws IOException {
        String file = file("body", "a=1\r\nb=2\n");

        assertThat(seen(server.url() + "/", "-d@" + file).body()).isEqualTo("a=1b=2");
        assertThat(seen(server.url() + "/", "-d", "@" + file).body()).isEqualTo("a=1b=2");
        assertThat(seen(server.url() + "/", "--data-binary", "@" + file).body()).isEqualTo("a=1\r\nb=2\n");
        assertThat(seen(server.url() + "/", "--data-urlencode", "n@" + file).body())
                .isEqualTo("n=a%3D1%0D%0Ab%3D2%0A");

        InputStream usual = System.in;
        System.setIn(new ByteArrayInputStream("from=stdin".getBytes(StandardCharsets.US_ASCII)));
        try {
            assertThat(seen(server.url() + "/", "-d", "@-").body()).isEqualTo("from=stdin");
        } finally {
            System.setIn(usual);
        }
        assertThat(called.with("call", server.url(), "-d", "@" + file + "-gone"))
                .isEqualTo(2);
        assertThat(called.err.toString()).contains("there is no file");
    }

    @Test
    void binary_data_are_the_very_bytes() throws IOException {
        Path file = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, 0, '$', '{', 'A', '}', (byte) 0xfe});

        assertThat(seen(server.url() + "/", "-H", "Content-Type: image/x", "--data-binary", "@" + file)
                        .body())
                .isEqualTo("\u00ff\0${A}\u00fe");
    }

    @Test
    void json_goes_out_as_json() {
        EchoServer.Seen seen = seen(server.url() + "/", "--json-data", "{\"a\":\"b:c\"}");

        assertThat(seen.body()).isEqualTo("{\"a\": \"b:c\"}");
        assertThat(seen.header("Content-Type")).isEqualTo("application/json");
        assertThat(seen.header("Accept")).isEqualTo("application/json");
        assertThat(seen(server.url() + "/", "-H", "content-type: application/json", "-d", "no: json")
                        .body())
                .isEqualTo("no: json");
        assertThat(seen(server.url() + "/", "-H", "Content-Type: text/plain", "-d", "a: b")
                        .body())
                .isEqualTo("a: b");
    }

    @Test
    void data_and_parameters_go_into_the_query() {
        EchoServer.Seen seen = seen(
                server.url() + "/s?z=0#end",
                "-G",
                "-d",
                "a=1",
                "--data-urlencode",
                "b=x y",
                "--query",
                "c=1",
                "--query",
                "c=&");

        assertThat(seen.method()).isEqualTo("GET");
        assertThat(seen.path()).isEqualTo("/s?z=0&a=1&b=x%20y&c=1&c=%26");
    }

    @Test
    void headers_cookies_and_user() throws IOException {
        String headers = file("headers", "X-From: file\n\nX-More: b\n");
        EchoServer.Seen seen = seen(
                server.url(),
                "-XPUT",
                "-H",
                "X-One: 1",
                "-H",
                "X-Empty;",
                "-H",
                "Accept:",
                "-H",
                "@" + headers,
                "-b",
                "a=1; b=2",
                "-b",
                "c=3",
                "-u",
                "me:pass:word",
                "-A",
                "ua",
                "-e",
                "http://from.example/");

        assertThat(seen.method()).isEqualTo("PUT");
        assertThat(seen.header("X-One")).isEqualTo("1");
        assertThat(seen.header("X-Empty")).isEmpty();
        assertThat(seen.header("X-From") + seen.header("X-More")).isEqualTo("fileb");
        assertThat(seen.header("Cookie")).isEqualTo("a=1; b=2; c=3");
        assertThat(seen.header("Authorization")).isEqualTo("Basic " + base64("me:pass:word"));
        assertThat(seen.header("User-Agent") + " " + seen.header("Referer")).isEqualTo("ua http://from.example/");
        assertThat(called.err.toString()).contains("\"Accept:\" without a value removes nothing");
        assertThat(seen.header("Accept")).isEqualTo("*/*");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void secrets_are_filled_in_and_what_is_not_exposed_is_said() {
        called.set("soarbridge.rest-call.secret.PW", "geheim-4711");

        EchoServer.Seen seen = seen(server.url(), "-u", "me:${PW}", "-d", "p=${PW}&q=${OTHER}");

        assertThat(seen.header("Authorization")).isEqualTo("Basic " + base64("me:geheim-4711"));
        assertThat(seen.body()).isEqualTo("p=geheim-4711&q=${OTHER}");
        assertThat(called.err.toString())
                .contains("There is no secret for ${OTHER}")
                .doesNotContain("geheim");
    }

    @Test
    void inputs_come_from_a_file_and_options_win() throws IOException {
        String file = file(
                "inputs.json",
                "{\"rest_api_method\":\"PATCH\",\"rest_api_url\":\"%s/f\",\"rest_api_headers\":{\"x-a\":\"1\",\"x-b\":\"1\"},\"typo\":1}"
                        .formatted(server.url()));

        EchoServer.Seen seen = seen("--inputs", file, "-H", "X-A: 2", "--input", "rest_api_query_parameters=q: 1");

        assertThat(seen.method() + " " + seen.path()).isEqualTo("PATCH /f?q=1");
        assertThat(seen.header("X-A") + seen.header("X-B")).isEqualTo("21");
        assertThat(called.err.toString()).contains("there is no input typo");
        assertThat(called.with("call", "--inputs", file, "--input", "nonsense=1"))
                .isEqualTo(2);
        assertThat(called.with("call", "--inputs", file("bad.json", "{"))).isEqualTo(2);
        assertThat(called.with("call", "--inputs", file("list.json", "[]"))).isEqualTo(2);
    }

    @Test
    void tries_again_and_accepts_what_is_allowed() {
        seen(server.url() + "/failn/2", "--tries", "3", "--retry-delay", "0", "-v");

        assertThat(called.err.toString()).contains("try 3 of 3").containsPattern("HTTP 200 OK, [0-9]+ ms, 3 tries");
        assertThat(seen(server.url() + "/status/404", "--allow-status", "404").method())
                .isEqualTo("GET");
        assertThat(called.out.toString()).isEqualTo("{\"s\":404}");
    }

    @Test
    void ends_with_a_code_that_scripts_can_tell_apart() throws IOException {
        assertThat(called.with("call", server.url() + "/status/404")).isEqualTo(1);
        assertThat(called.err.toString()).contains("HTTP 404 Not Found").contains("The server said");
        assertThat(called.out.toString()).isEmpty();

        assertThat(called.with("call")).isEqualTo(2);
        assertThat(called.with("call", "ftp://host.example/")).isEqualTo(2);
        assertThat(called.with("call", server.url(), "-X", "BREW")).isEqualTo(2);
        assertThat(called.with("call", server.url(), "--tries", "many")).isEqualTo(2);
        assertThat(called.with("call", server.url(), "--run")).isEqualTo(2);
        try (ServerSocket closed = new ServerSocket(0)) {
            int port = closed.getLocalPort();
            closed.close();
            assertThat(called.with("call", "http://127.0.0.1:" + port + "/")).isEqualTo(3);
        }
        assertThat(called.err.toString()).contains("the connection was refused");
    }

    @Test
    void prints_the_payload_or_the_head_when_asked() throws IOException {
        seen(server.url() + "/x", "--json");
        JsonNode payload = Json.read(called.out.toString());
        assertThat(payload.get("success").asBoolean()).isTrue();
        assertThat(payload.at("/content/json/path").asText()).isEqualTo("/x");

        seen(server.url() + "/x", "-si");
        assertThat(called.out.toString()).startsWith("HTTP 200 OK\n").contains("Content-Type: application/json\n");
        assertThat(called.with("call", server.url() + "/status/500", "--json")).isEqualTo(1);
        assertThat(Json.read(called.out.toString()).get("success").asBoolean()).isFalse();
    }

    @Test
    void private_addresses_are_for_those_who_ask() {
        called.set("soarbridge.rest-call.hosts", "public");

        assertThat(called.with("call", server.url())).isEqualTo(1);
        assertThat(called.err.toString()).contains("soarbridge.rest-call.hosts");
        assertThat(called.with("call", server.url(), "--allow-private")).isZero();
    }

    @Test
    void certificates_are_files() throws Exception {
        Certificates own = Certificates.selfSigned(folder, "server", "EC", "ip:127.0.0.1");
        Certificates client = Certificates.selfSigned(folder, "client", "EC", "dns:client.example");
        String both = file("both.pem", Files.readString(client.certificate()) + Files.readString(client.key()));
        try (EchoServer tls = new EchoServer(own.context(client).getServerSocketFactory())) {
            String url = "https://127.0.0.1:" + tls.port() + "/";
            String trust = own.certificate().toString();

            assertThat(called.with("call", url)).isEqualTo(3);
            assertThat(called.with("call", url, "-k")).isZero();
            assertThat(called.with("call", url, "--cacert", trust)).isZero();
            assertThat(called.with("call", url, "-k", "--cert", both)).isZero();
            assertThat(called.with("call", url, "-k", "--pem", both)).isZero();
            String chain = client.certificate().toString();
            assertThat(called.with(
                            "call",
                            url,
                            "-k",
                            "--cert",
                            chain,
                            "--key",
                            client.key().toString()))
                    .isZero();
            assertThat(called.with("call", url, "-k", "--cert", chain)).isEqualTo(2);
            assertThat(called.with("call", url, "--cacert", "nowhere.pem")).isEqualTo(2);
            assertThat(tls.requests()).hasSize(5);
        }
    }

    @Test
    void other_settings_may_be_wrong_but_not_its_own() {
        called.set("soarbridge.connection.a.type", "nonsense").set("soarbridge.routes", "/nowhere");
        assertThat(called.with("call", server.url())).isZero();

        called.set("soarbridge.rest-call.timeout", "soon");
        assertThat(called.with("call", server.url())).isEqualTo(2);
        assertThat(called.err.toString())
                .contains("soarbridge.rest-call.timeout")
                .doesNotContain("nonsense");
    }

    @Test
    void needs_no_settings_file() {
        var loaded = SettingsLoader.restCall(folder.resolve("none.properties"), true);

        assertThat(loaded.settings().restCall().hosts()).hasToString("[public]");
        assertThat(loaded.settings().data()).isEqualTo(folder.resolve("data"));
        assertThat(List.of(folder.toFile().list())).isEmpty();
    }
}
