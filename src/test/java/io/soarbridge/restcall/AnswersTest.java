package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers are read, the odd and the hostile ones too. */
class AnswersTest {
    @TempDir
    Path folder;

    private EchoServer server;
    private Calls calls;

    @BeforeEach
    void begin() throws IOException {
        server = EchoServer.plain();
        calls = new Calls(folder);
    }

    @AfterEach
    void end() throws IOException {
        calls.close();
        server.close();
    }

    private ObjectNode answered(byte[] body, String... headers) {
        server.on("/a", new EchoServer.Answer(200, "OK", body, headers));
        return calls.get(server.url() + "/a");
    }

    private JsonNode content(byte[] body, String... headers) {
        ObjectNode payload = answered(body, headers);
        assertThat(payload.get("success").booleanValue()).as(payload.toString()).isTrue();
        return payload.get("content");
    }

    private JsonNode raw(String bytes) {
        server.on("/a", EchoServer.Answer.raw(bytes));
        return calls.get(server.url() + "/a");
    }

    private static byte[] deflated(byte[] plain, boolean bare) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(all, new Deflater(6, bare))) {
            out.write(plain);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return all.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reads_deflate_with_its_header_and_without(boolean bare) {
        assertThat(content(deflated(utf8("hello"), bare), "Content-Encoding: deflate")
                        .get("text")
                        .textValue())
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "identity, gzip"})
    void reads_gzip(String name) {
        assertThat(content(EchoServer.gzip("hello"), "Content-Encoding: " + name)
                        .get("text")
                        .textValue())
                .isEqualTo("hello");
    }

    @Test
    void reads_brotli() {
        byte[] hello = HexFormat.of().parseHex("0b028068656c6c6f03");

        assertThat(content(hello, "Content-Encoding: br").get("text").textValue())
                .isEqualTo("hello");
    }

    @Test
    void undoes_several_encodings_from_the_last() {
        byte[] twice = deflated(EchoServer.gzip("hello"), false);

        assertThat(content(twice, "Content-Encoding: gzip, deflate").get("text").textValue())
                .isEqualTo("hello");
    }

    @Test
    void says_that_a_compressed_body_was_cut_off() {
        byte[] whole = EchoServer.gzip("hello, hello, hello, hello");

        assertThat(Calls.reason(answered(Arrays.copyOf(whole, whole.length - 12), "Content-Encoding: gzip")))
                .contains("cut off")
                .contains("gzip");
        assertThat(Calls.reason(answered(utf8("not gzip at all"), "Content-Encoding: gzip")))
                .contains("(gzip)");
        assertThat(Calls.reason(answered(Arrays.copyOf(whole, 5), "Content-Encoding: gzip")))
                .contains("cut off");
    }

    @Test
    void an_empty_body_may_be_said_to_be_compressed() {
        assertThat(content(new byte[0], "Content-Encoding: gzip").get("text").textValue())
                .isEmpty();
    }

    @Test
    void a_small_answer_does_not_become_a_large_one() {
        calls.set("max-response", "1MiB");
        byte[] bomb = deflated(new byte[64 * 1024 * 1024], false);

        ObjectNode payload = answered(bomb, "Content-Encoding: deflate");

        assertThat(bomb).hasSizeLessThan(100_000);
        assertThat(Calls.reason(payload)).contains("larger than the 1048576 bytes", "max-response");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "636166e9,text/plain; charset=latin1,caf\u00e9,ISO-8859-1",
        "636166e9,text/plain,caf\u00e9,ISO-8859-1",
        "636166c3a9,application/json,caf\u00e9,utf-8",
        "636166c3a9,application/octet-stream,caf\u00e9,utf-8",
        "8080,application/octet-stream,\u20ac\u20ac,Windows-1252",
        "ff,text/plain; charset=utf-8,\ufffd,ISO-8859-1",
        "636166,text/plain; charset=no such thing,caf,ascii",
        "6100,text/plain; charset=utf-16le,a,ascii",
        "feff0061,application/octet-stream,a,UTF-16"
    })
    void reads_text_by_the_charset(String hex, String type, String text, String guess) {
        JsonNode content = content(HexFormat.of().parseHex(hex), "Content-Type: " + type);

        assertThat(content.get("text").textValue()).isEqualTo(text);
        assertThat(content.get("apparent_encoding").textValue()).isEqualTo(guess);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_what_is_read() {
        byte[] marked = utf8("\ufeff{\"a\": 1}");

        JsonNode untyped = content(marked);
        assertThat(untyped.get("apparent_encoding").textValue()).isEqualTo("UTF-8-SIG");
        assertThat(untyped.get("text").textValue()).isEqualTo("{\"a\": 1}");
        assertThat(content(marked, "Content-Type: application/json")
                        .get("json")
                        .get("a")
                        .intValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "{} {}", "<html>", "'a'", "{a: 1}", ""})
    void what_is_no_json_is_text_only(String text) {
        JsonNode content = content(utf8(text), "Content-Type: application/json");

        assertThat(content.get("json").isNull()).isTrue();
        assertThat(content.get("text").textValue()).isEqualTo(text);
    }

    @Test
    void numbers_keep_their_digits() throws IOException {
        String text = "[12345678901234567890123, 1.10, 1e400, 0.1000000000000000055511151231257827]";

        JsonNode json = content(utf8(text)).get("json");

        assertThat(json).isEqualTo(Json.read(text));
        assertThat(json.get(0).asText()).isEqualTo("12345678901234567890123");
    }

    @Test
    void nesting_without_end_is_text_only() {
        assertThat(content(utf8("[".repeat(50_000))).get("json").isNull()).isTrue();
    }

    @Test
    void links_keep_commas_and_quotes_of_their_titles() {
        JsonNode links = content(
                        utf8("{}"),
                        "Link: <https://a.example/?p=2,3>; rel=\"next\"; title=\"a, <b>; c\",<https://a.example/1>;rel=prev",
                        "Link: <https://a.example/x>; rel='help'")
                .get("links");

        assertThat(links.get("next").get("url").textValue()).isEqualTo("https://a.example/?p=2,3");
        assertThat(links.get("next").get("title").textValue()).isEqualTo("a, <b>; c");
        assertThat(links.get("prev").get("url").textValue()).isEqualTo("https://a.example/1");
        assertThat(links.get("help").get("rel").textValue()).isEqualTo("help");
    }

    @Test
    void a_hostile_link_header_is_read_in_time() {
        assertThat(content(utf8("{}"), "Link: " + "<a>;\"".repeat(8_000)).get("links"))
                .isNotNull();
    }

    @Test
    void cookies_are_those_that_the_answer_sets_for_its_host() {
        JsonNode content = content(
                utf8("{}"),
                "Set-Cookie: a=1; Path=/; HttpOnly",
                "Set-Cookie: a=2",
                "Set-Cookie: q=\"x y\"; SameSite=Lax",
                "Set-Cookie: e==; Secure",
                "Set-Cookie: old=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "Set-Cookie: gone=1; Max-Age=0",
                "Set-Cookie: other=1; Domain=a.example",
                "Set-Cookie: =nameless");

        assertThat(content.get("cookies").toString()).isEqualTo("{\"a\":\"2\",\"q\":\"\\\"x y\\\"\",\"e\":\"=\"}");
        assertThat(content.get("headers").get("Set-Cookie").textValue()).startsWith("a=1; Path=/; HttpOnly, a=2, q=");
    }

    @Test
    void a_head_with_a_length_has_no_body() {
        server.on("/a", new EchoServer.Answer(200, "OK", utf8("12345"), "Content-Encoding: gzip"));

        JsonNode content = calls.call("rest_api_method", "HEAD", "rest_api_url", server.url() + "/a")
                .get("content");

        assertThat(content.get("text").textValue()).isEmpty();
        assertThat(content.get("json").isNull()).isTrue();
        assertThat(content.get("headers").get("Content-Length").textValue()).isEqualTo("5");
    }

    @Test
    void answers_on_the_way_are_passed_over() {
        JsonNode payload =
                raw("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 Fine\r\nContent-Length: 2\r\n\r\nok");

        assertThat(payload.get("content").get("reason").textValue()).isEqualTo("Fine");
        assertThat(payload.get("content").get("text").textValue()).isEqualTo("ok");
    }

    @Test
    void chunks_are_put_together() {
        JsonNode payload = raw(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n");

        assertThat(payload.get("content").get("text").textValue()).isEqualTo("abcde");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "HTTP/1.1 200 OK\r\nContent-",
                "",
                "SSH-2.0-OpenSSH_9.6\r\n"
            })
    void an_answer_that_ends_too_early_is_an_error(String bytes) {
        JsonNode payload = raw(bytes);

        assertThat(payload.get("success").booleanValue()).isFalse();
        assertThat(Calls.reason(payload)).startsWith("GET " + server.url() + " failed: ");
    }

    @Test
    void headers_without_end_are_an_error() {
        assertThat(raw("HTTP/1.1 200 OK\r\nX: " + "a".repeat(70_000) + "\r\n\r\n")
                        .get("success")
                        .booleanValue())
                .isFalse();
        assertThat(raw("HTTP/1.1 200 OK\r\n" + "X: 1\r\n".repeat(300) + "\r\n")
                        .get("success")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void a_reason_in_other_letters_and_a_header_in_latin1_are_kept() {
        JsonNode content = raw("HTTP/1.1 200 S\u00ed\r\nX-L: caf\u00e9\r\nContent-Length: 0\r\n\r\n")
                .get("content");

        assertThat(content.get("reason").textValue()).isEqualTo("S\u00ed");
        assertThat(content.get("headers").get("X-L").textValue()).isEqualTo("caf\u00e9");
    }

    @ParameterizedTest
    @CsvSource({"latin-1, 63616ee9, can\u00e9", "utf-16, 6100e900, a\u00e9", "utf-16, feff006100e9, a\u00e9"})
    void knows_the_names_that_python_has_for_charsets(String name, String hex, String text) {
        assertThat(content(HexFormat.of().parseHex(hex), "Content-Type: text/plain; charset=" + name)
                        .get("text")
                        .textValue())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "tomorrow", "-1"})
    void keeps_a_cookie_whose_end_is_no_time(String end) {
        assertThat(content(utf8("x"), "Set-Cookie: a=1; Expires=" + end + "; Path=/")
                        .get("cookies")
                        .toString())
                .isEqualTo("{\"a\":\"1\"}");
    }

    @ParameterizedTest
    @CsvSource({"gr\u00fc\u00dfe, /d/gr%C3%BC%C3%9Fe", "http://someone:word@127.0.0.1:PORT/echo, /echo"})
    void follows_a_place_that_holds_more_than_a_path(String location, String path) {
        String bytes = new String(
                utf8(location.replace("PORT", Integer.toString(server.port()))), StandardCharsets.ISO_8859_1);
        server.on("/d/r", EchoServer.Answer.status(302, "Found", "Location: " + bytes));
        calls.get(server.url() + "/d/r");
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1).path()).isEqualTo(path);
        assertThat(server.requests().get(1).header("Authorization")).isNull();
    }

    @Test
    void a_place_on_the_same_page_goes_round() {
        server.on("/d/r", EchoServer.Answer.status(302, "Found", "Location: #part"));
        assertThat(Calls.reason(calls.get(server.url() + "/d/r?a=1"))).contains("redirected more than 30 times");
        assertThat(server.requests()).allMatch(request -> request.path().equals("/d/r?a=1"));
    }

    @Test
    void a_place_of_another_scheme_is_not_taken_for_a_path() {
        server.on("/d/r", EchoServer.Answer.status(302, "Found", "Location: mailto:someone"));
        assertThat(Calls.reason(calls.get(server.url() + "/d/r"))).contains("is no URL");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void user_and_password_of_the_url_stay_on_the_way() {
        server.on("/d/r", EchoServer.Answer.status(302, "Found", "Location: /echo"));
        calls.get(server.url().replace("//", "//someone:word@") + "/d/r");
        assertThat(server.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Basic c29tZW9uZTp3b3Jk", "Basic c29tZW9uZTp3b3Jk");
    }

    @Test
    void cookies_of_a_longer_path_go_first_and_the_header_of_the_caller_stays() {
        server.on(
                "/d/r",
                EchoServer.Answer.status(
                        302, "Found", "Location: /d/s", "Set-Cookie: near=1", "Set-Cookie: all=2; Path=/"));
        calls.get(server.url() + "/d/r", "rest_api_headers", "Cookie: own=0");
        assertThat(server.requests().get(1).header("Cookie")).isEqualTo("near=1; own=0; all=2");
    }
}
