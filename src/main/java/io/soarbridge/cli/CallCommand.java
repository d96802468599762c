package io.soarbridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.app.SingleCall;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.restcall.InputSpec;
import io.soarbridge.restcall.RestCalls;
import io.soarbridge.restcall.RunningCall;
import io.soarbridge.support.Json;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The REST call function by hand. */
@Command(
        name = "call",
        abbreviateSynopsis = true,
        description = {
            "Makes one HTTP call by the REST call function, with curl's options, and prints the answer's text.",
            "$${NAME}, ^{NAME} and {{name}} are filled in from soarbridge.rest-call.secret, .pam and .setting.",
            "Redirects are followed, answers from 300 on are failures. No bridge needs to run."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge call https://api.example/v1/hosts --query limit=5 -H 'Authorization: Bearer $${TOKEN}'",
            "  soarbridge call https://api.example/v1/hosts -d @host.json -H 'Content-Type: application/json'",
            "  soarbridge call https://api.example/v1/me --oauth-token-url https://idp.example/token \\",
            "      --oauth-client-id bridge --oauth-client-secret @secret.txt --dry-run",
            "  soarbridge call --from-curl \"curl -X POST https://api.example/v1/hosts -d a=b\" > inputs.json",
            "  soarbridge call --inputs inputs.json --json"
        })
final class CallCommand implements Callable<Integer> {
    private final Session session;
    private final CallOptions options = new CallOptions();

    @Parameters(arity = "0..1", paramLabel = "URL", description = "Where to. A query in it is kept.")
    private String url;

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description = "JSON object of inputs by name, - for standard input. Options win over it.")
    private String file;

    @Option(
            names = "--input",
            paramLabel = "NAME=VALUE",
            description = "Any input by its name, such as rest_api_timeout=5. Repeatable.")
    private void input(java.util.List<String> pairs) {
        if (pairs != null && !pairs.isEmpty()) {
            options.input(pairs.get(pairs.size() - 1));
        }
    }

    @Option(
            names = "--from-curl",
            paramLabel = "COMMAND",
            description =
                    "Print the inputs for this curl command, @file or @- to read it. What has no equal is named on standard error.")
    private String curl;

    @Option(names = "--run", description = "With --from-curl: make the call instead.")
    private boolean run;

    @Option(
            names = "--dry-run",
            description =
                    "Print the request instead of sending it, with secrets that are filled in, Authorization and cookies masked. No token and no file is fetched.")
    private boolean dry;

    @Option(
            names = "--allow-private",
            description = "Let this call reach private addresses, besides soarbridge.rest-call.hosts.")
    private boolean allowPrivate;

    @Option(
            names = {"-i", "--include"},
            description = "Print the answer's status and headers too.")
    private boolean include;

    @Option(
            names = {"-s", "--silent"},
            description = "Say nothing on standard error, but for failures.")
    private boolean silent;

    @Mixin
    private JsonOption json;

    private CallCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        CallCommand command = new CallCommand(session);
        CommandLine line = new CommandLine(command);
        command.options.addTo(line.getCommandSpec());
        return line;
    }

    @Override
    public Integer call() {
        CallRequest request = request();
        request.warnings().forEach(warning -> say("Warning: " + warning));
        if (curl != null && !run && !dry) {
            session.printJson(request.inputs(true, UnaryOperator.identity()));
            return ExitCode.OK;
        }
        LoadedSettings loaded = session.restCall();
        ObjectNode draft = request.inputs(false, UnaryOperator.identity());
        draft.put("user", request.user()); // only for the look at what it refers to
        try (SingleCall single = new SingleCall(loaded, draft, allowPrivate, session.clock())) {
            ObjectNode inputs = request.inputs(false, text -> single.calls().filledIn(text, this::progress));
            return dry ? preview(single.calls(), inputs) : sent(single.calls(), inputs);
        }
    }

    private CallRequest request() {
        if (run && curl == null) {
            throw new UsageException("--run belongs to --from-curl.");
        }
        CallRequest request = options.request();
        if (file != null) {
            request.base(inputs());
        }
        if (url != null) {
            request.url(url);
        }
        if (curl != null) {
            CurlCommand.read(GivenText.of("--from-curl", curl), request);
        }
        request.settle();
        return request;
    }

    private ObjectNode inputs() {
        try {
            if (Json.read(GivenText.bytes("--inputs", file)) instanceof ObjectNode inputs) {
                inputs.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> InputSpec.ALL.stream()
                                .noneMatch(spec -> spec.name().equals(name)))
                        .collect(java.util.stream.Collectors.toCollection(TreeSet::new))
                        .forEach(name -> say("Warning: --inputs: there is no input %s; it is not used."
                                .formatted(Table.printable(name))));
                return inputs;
            }
        } catch (JsonProcessingException e) {
            throw new UsageException("--inputs: no JSON at line %d, column %d of %s."
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), file));
        }
        throw new UsageException("--inputs: %s holds no JSON object.".formatted(file));
    }

    private int preview(RestCalls calls, ObjectNode inputs) {
        AtomicReference<RunningCall> call = new AtomicReference<>();
        ObjectNode preview = calls.preview(inputs, this::progress, call::set);
        if (json.on()) {
            session.printJson(preview);
        } else if (preview.path("reason").isNull()) {
            CallOutput.request(preview, session.out(), this::say);
        }
        return ended(preview.path("reason").textValue(), call.get());
    }

    private int sent(RestCalls calls, ObjectNode inputs) {
        AtomicReference<RunningCall> call = new AtomicReference<>();
        ObjectNode payload = calls.call(inputs, this::progress, call::set);
        if (json.on()) {
            session.printJson(CallOutput.masked(payload));
        } else if (payload.path("success").asBoolean()) {
            CallOutput.answer(payload, include, session.out());
        }
        session.out().flush();
        if (payload.path("success").asBoolean()) {
            say(CallOutput.line(payload, call.get().tries()));
        }
        return ended(payload.path("reason").textValue(), call.get());
    }

    private int ended(String reason, RunningCall call) {
        if (reason == null) {
            return ExitCode.OK;
        }
        session.say(Table.printable(reason));
        if (call.isUnreachable()) {
            return ExitCode.UNREACHABLE;
        }
        return call.isMisused() ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private void progress(String text) {
        if (session.verbose() || text.startsWith("Warning: ")) {
            say(Table.printable(text));
        }
    }

    private void say(String text) {
        if (!silent) {
            session.say(text);
        }
    }
}
