package io.soarbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.restcall.InputSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code soarbridge call} that say what is sent: those of curl, and one for each other input of the function. */
final class CallOptions {
    private static final List<String> AS_ALWAYS =
            List.of("-L", "--location", "-S", "--show-error", "-f", "--fail", "--compressed");

    private final CallRequest request = new CallRequest();
    /** In the order of the line. They run after it was read, as picocli would wrap and quote what goes wrong. */
    private final List<Runnable> given = new ArrayList<>();

    /** The call that the line asks for. */
    CallRequest request() {
        given.forEach(Runnable::run);
        given.clear();
        return request;
    }

    void addTo(CommandSpec spec) {
        ArgGroupSpec.Builder curl = group("Request, as curl has it");
        value(
                curl,
                "METHOD",
                "GET, HEAD, POST, PUT, DELETE, OPTIONS or PATCH, in any case. Default GET, and POST with a body.",
                request::method,
                "-X",
                "--request");
        value(curl, "URL", "Where to, if not as the argument.", request::url, "--url");
        value(
                curl,
                "HEADER",
                "Header \"Name: value\", \"Name;\" for an empty one, @file for one in each line. Repeatable. \"Name:\" removes nothing.",
                request::header,
                "-H",
                "--header");
        value(curl, "NAME=VALUE", "Cookies, parted by \";\". Repeatable. No files.", request::cookie, "-b", "--cookie");
        value(
                curl,
                "DATA",
                "Body, or @file without its line ends, or @- for standard input. Repeatable, joined by &. A form unless Content-Type says otherwise. JSON is written anew, without other spaces than Python's.",
                v -> request.body().data("-d", v),
                "-d",
                "--data",
                "--data-ascii");
        value(
                curl,
                "DATA",
                "The same, but @ has no meaning.",
                v -> request.body().raw(v),
                "--data-raw");
        value(
                curl,
                "DATA",
                "The very bytes of the text, @file or @-; nothing is filled in.",
                v -> request.body().binary("--data-binary", v),
                "--data-binary");
        value(
                curl,
                "DATA",
                "Encoded for a form: text, name=text, @file or name@file.",
                v -> request.body().encoded("--data-urlencode", v),
                "--data-urlencode");
        value(
                curl,
                "DATA",
                "JSON body, @file or @-, with Content-Type and Accept. curl's --json, which prints JSON here.",
                v -> request.body().json("--json-data", v),
                "--json-data");
        flag(curl, "The data become the URL's query.", request::bodyIsQuery, "-G", "--get");
        flag(curl, "HEAD.", () -> request.method("HEAD"), "-I", "--head");
        value(curl, "NAME=VALUE", "Parameter of the query, encoded. Repeatable.", request::query, "--query");
        value(curl, "USER:PASSWORD", "Basic credentials, or @file with them.", request::user, "-u", "--user");
        value(curl, "TEXT", "Header User-Agent.", v -> request.header("User-Agent", v), "-A", "--user-agent");
        value(curl, "TEXT", "Header Referer.", v -> request.header("Referer", v), "-e", "--referer");
        value(
                curl,
                "SECONDS",
                InputSpecs.of("-m").meaning() + " Not for the whole call, as with curl.",
                v -> put("-m", v),
                "-m",
                "--max-time");
        flag(
                curl,
                "Take any certificate of the server.",
                () -> request.input(InputSpecs.of("-k").name(), BooleanNode.FALSE),
                "-k",
                "--insecure");
        value(
                curl,
                "FILE",
                "Certificates to trust instead of the usual authorities; a PEM file, or the text.",
                v -> pem("--cacert", v),
                "--cacert");
        value(
                curl,
                "FILE",
                "Client certificate with its chain; a PEM file, or the text. Without --key it has to hold the key too.",
                v -> pem("--cert", v),
                "-E",
                "--cert");
        value(curl, "FILE", "Its private key, unencrypted; a PEM file, or the text.", v -> pem("--key", v), "--key");
        value(curl, "FILE", "Both in one PEM file, or text.", v -> pem("--pem", v), "--pem");
        spec.addArgGroup(curl.build());
        OptionSpec.Builder always = OptionSpec.builder(
                AS_ALWAYS.get(0), AS_ALWAYS.subList(1, AS_ALWAYS.size()).toArray(String[]::new));
        spec.addOption(always.type(boolean.class)
                .arity("0")
                .hidden(true)
                .description("Always so; for the fingers of curl's users.")
                .setter(new Ignored())
                .build());
        rest(spec, "Tries", o -> o.startsWith("--retry-") || o.equals("--tries") || o.equals("--allow-status"));
        rest(spec, "OAuth 2; @file or @- for what should not be on the command line", o -> o.startsWith("--oauth-"));
        rest(spec, "JWT; @file or @- too", o -> o.startsWith("--jwt-"));
        rest(spec, "File of an incident, which only a running bridge fetches", o -> true);
    }

    private static final class Ignored implements ISetter {
        @Override
        @SuppressWarnings("unchecked")
        public <T> T set(T value) {
            return value;
        }
    }

    /** An option for each input that has none yet. */
    private void rest(CommandSpec spec, String heading, Predicate<String> wanted) {
        ArgGroupSpec.Builder group = group(heading);
        for (InputSpec input : InputSpec.ALL) {
            String option = input.option();
            if (!option.startsWith("-") || spec.optionsMap().containsKey(option) || !wanted.test(option)) {
                continue;
            }
            if (input.type() == InputSpec.Type.FLAG) {
                flag(group, input.meaning(), () -> request.input(input.name(), BooleanNode.TRUE), option);
            } else {
                String label = input.type() == InputSpec.Type.NUMBER ? "NUMBER" : "TEXT";
                value(group, label, input.meaning(), v -> put(option, v), option);
            }
        }
        spec.addArgGroup(group.build());
    }

    /** An input by its name, as {@code --input name=value} gives it. */
    void input(String pair) {
        given.add(() -> {
            int equals = pair.indexOf('=');
            String name = pair.substring(0, Math.max(equals, 0));
            InputSpec spec = InputSpecs.named(name)
                    .orElseThrow(() -> new UsageException(
                            "--input: there is no input of the name \"%s\". It is written name=value; docs/rest-call.md lists the names."
                                    .formatted(name)));
            request.input(name, value(spec, pair.substring(equals + 1)));
        });
    }

    private void put(String option, String value) {
        InputSpec spec = InputSpecs.of(option);
        request.input(spec.name(), value(spec, GivenText.of(option, value)));
    }

    private static JsonNode value(InputSpec spec, String text) {
        boolean isFlag = spec.type() == InputSpec.Type.FLAG && (text.equals("true") || text.equals("false"));
        if (isFlag) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        boolean isNumber = spec.type() == InputSpec.Type.NUMBER && text.matches("-?[0-9]{1,18}(\\.[0-9]{1,9})?");
        return isNumber ? DecimalNode.valueOf(new BigDecimal(text)) : TextNode.valueOf(text);
    }

    private void pem(String option, String value) {
        request.input(InputSpecs.of(option).name(), TextNode.valueOf(GivenText.pem(option, value)));
    }

    private static ArgGroupSpec.Builder group(String heading) {
        return ArgGroupSpec.builder().exclusive(false).multiplicity("0..1").heading("%n" + heading + ":%n");
    }

    private void value(
            ArgGroupSpec.Builder group, String label, String meaning, Consumer<String> taken, String... names) {
        group.addArg(builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(meaning)
                .parameterConsumer((values, option, command) -> {
                    String value = values.pop();
                    given.add(() -> taken.accept(value));
                })
                .build());
    }

    private void flag(ArgGroupSpec.Builder group, String meaning, Runnable taken, String... names) {
        group.addArg(builder(names)
                .type(boolean.class)
                .arity("0")
                .description(meaning)
                .parameterConsumer((values, option, command) -> given.add(taken))
                .build());
    }

    private static OptionSpec.Builder builder(String... names) {
        return OptionSpec.builder(
                names[0], List.of(names).subList(1, names.length).toArray(String[]::new));
    }

    /** Finds inputs in {@link InputSpec#ALL}. */
    private static final class InputSpecs {
        static InputSpec of(String option) {
            return InputSpec.ALL.stream()
                    .filter(spec -> spec.option().equals(option))
                    .findFirst()
                    .orElseThrow();
        }

        static Optional<InputSpec> named(String name) {
            return InputSpec.ALL.stream()
                    .filter(spec -> spec.name().equals(name))
                    .findFirst();
        }
    }
}
