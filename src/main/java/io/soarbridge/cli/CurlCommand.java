package io.soarbridge.cli;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a curl command, as it is copied from a browser or from documentation, into a call. What has no equal is said by name. */
final class CurlCommand {
    private static final String NOT_HERE = "%s of curl has no equal here and is left out%s.";

    private final CallRequest request;
    private final Map<String, Consumer<String>> values = new HashMap<>();
    private final Map<String, Runnable> flags = new HashMap<>();
    private String url;

    private CurlCommand(CallRequest request) {
        this.request = request;
        values.put("request", request::method);
        values.put("url", this::url);
        values.put("header", this::header);
        values.put("cookie", request::cookie);
        values.put("data", text -> request.body().data("-d", text));
        values.put("data-ascii", text -> request.body().data("-d", text));
        values.put("data-raw", text -> request.body().raw(text));
        values.put("data-binary", text -> request.body().binary("--data-binary", text));
        values.put("data-urlencode", text -> request.body().encoded("--data-urlencode", text));
        values.put("json", text -> request.body().json("--json", text));
        values.put("user", request::user);
        values.put("user-agent", text -> request.header("User-Agent", text));
        values.put("referer", text -> request.header("Referer", text.replaceFirst(";auto$", "")));
        values.put("oauth2-bearer", text -> request.header("Authorization", "Bearer " + text));
        values.put("range", text -> request.header("Range", "bytes=" + text));
        values.put("url-query", this::urlQuery);
        values.put("max-time", text -> number("rest_api_timeout", text));
        values.put("connect-timeout", text -> number("rest_api_timeout", text));
        values.put("retry", this::retry);
        values.put("retry-delay", text -> number("rest_retry_delay", text));
        values.put("cacert", text -> pem("--cacert", "rest_api_verify_file", text));
        values.put("cert", text -> pem("--cert", "client_auth_cert", text));
        values.put("key", text -> pem("--key", "client_auth_key", text));
        flags.put("get", request::bodyIsQuery);
        flags.put("head", () -> request.method("HEAD"));
        flags.put("insecure", () -> request.input("rest_api_verify", BooleanNode.FALSE));
        CurlOptions.AS_HERE.forEach(name -> flags.put(name, () -> {}));
    }

    /** @throws UsageException when it is no curl command, or names no URL */
    static void read(String line, CallRequest request) {
        ShellWords.Command command = ShellWords.of(line);
        if (!command.rest().isEmpty()) {
            request.warnings()
                    .add(
                            "What stands from %s on is no part of the command and is left out. A URL with & belongs in quotes."
                                    .formatted(command.rest().charAt(0)));
        }
        if (!command.variables().isEmpty()) {
            request.warnings()
                    .add(
                            "The variables %s are not looked up; the operator exposes them by soarbridge.rest-call.secret.<NAME>."
                                    .formatted(String.join(", ", command.variables())));
        }
        new CurlCommand(request).read(command.words());
    }

    private void read(List<String> words) {
        Deque<String> rest = new ArrayDeque<>(words);
        if ("$".equals(rest.peek())) {
            rest.pop(); // a prompt
        }
        String program = rest.isEmpty() ? "" : rest.pop();
        if (!program.matches("(?s)(.*[/\\\\])?curl(\\.exe)?")) {
            throw new UsageException("--from-curl: the command has to begin with curl.");
        }
        boolean onlyUrls = false;
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (word.equals("--") && !onlyUrls) {
                onlyUrls = true;
            } else if (onlyUrls || !word.startsWith("-") || word.equals("-")) {
                url(word);
            } else if (word.startsWith("--")) {
                named(word.substring(2), rest);
            } else {
                letters(word.substring(1), rest);
            }
        }
        if (url == null) {
            throw new UsageException("--from-curl: the command names no URL.");
        }
        request.url(url.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*://.*") ? url : "http://" + url);
    }

    private void header(String line) {
        if (line.regionMatches(true, 0, "accept-encoding:", 0, 16)) {
            request.warnings().add("The header Accept-Encoding is left out: what can be read is asked for anyway.");
        } else {
            request.header(line);
        }
    }

    private void url(String word) {
        if (url != null) {
            throw new UsageException("--from-curl: the command has more than one URL. Give one command for each.");
        }
        url = word;
    }

    private void named(String word, Deque<String> rest) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        if (CurlOptions.WITH_VALUE.contains(name)) {
            String value = equals < 0 ? next("--" + name, rest) : word.substring(equals + 1);
            take("--" + name, name, value);
        } else {
            flag("--" + name, name);
        }
    }

    private void letters(String letters, Deque<String> rest) {
        for (int i = 0; i < letters.length(); i++) {
            String option = "-" + letters.charAt(i);
            String name = CurlOptions.LETTERS.get(letters.charAt(i));
            if (name == null) {
                warn(option, "; what follows it is taken as if it had no value");
            } else if (CurlOptions.WITH_VALUE.contains(name)) {
                String attached = letters.substring(i + 1);
                take(option, name, attached.isEmpty() ? next(option, rest) : attached);
                return;
            } else {
                flag(option, name);
            }
        }
    }

    private static String next(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new UsageException("--from-curl: %s lacks its value.".formatted(option));
        }
        return rest.pop();
    }

    private void take(String option, String name, String value) {
        Consumer<String> known = values.get(name);
        if (known != null) {
            known.accept(value);
        } else if (name.equals("form") || name.equals("form-string")) {
            warn(option, "; a form with files is made of an attachment (attachment_id)");
        } else {
            warn(option, CurlOptions.OUTPUT.contains(name) ? "; the answer goes to standard output" : "");
        }
    }

    private void flag(String option, String name) {
        Runnable known = flags.get(name);
        if (known != null) {
            known.run();
        } else {
            warn(option, CurlOptions.FLAGS.contains(name) ? "" : "; what follows it is taken as if it had no value");
        }
    }

    private void warn(String option, String more) {
        request.warnings().add(NOT_HERE.formatted(Table.printable(option), more));
    }

    private void urlQuery(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || text.startsWith("+")) {
            warn("--url-query", " unless it is name=value");
        } else {
            request.query(text);
        }
    }

    private void number(String input, String text) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw new UsageException(
                    "--from-curl: a number of seconds is expected where \"%s\" stands.".formatted(text));
        }
        request.input(input, DecimalNode.valueOf(new BigDecimal(text)));
    }

    private void retry(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new UsageException("--from-curl: --retry takes a number.");
        }
        request.input("rest_retry_tries", DecimalNode.valueOf(new BigDecimal(Integer.parseInt(text) + 1)));
    }

    private void pem(String option, String input, String file) {
        request.input(input, TextNode.valueOf(GivenText.pem(option, file)));
    }
}
