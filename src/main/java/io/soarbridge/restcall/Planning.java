package io.soarbridge.restcall;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hc.core5.http.HttpEntity;

/** Makes of a call's inputs what is to be sent. Used once. */
final class Planning {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private final OneCall.Means means;
    private final Inputs inputs;
    private final Substitution substitution;
    private final RunningCall running;
    private final Consumer<String> progress;

    Planning(
            OneCall.Means means,
            Inputs inputs,
            Substitution substitution,
            RunningCall running,
            Consumer<String> progress) {
        this.means = means;
        this.inputs = inputs;
        this.substitution = substitution;
        this.running = running;
        this.progress = progress;
    }

    Plan plan() throws CallFailure {
        progress.accept("Reading the inputs.");
        String method = method();
        RequestUrl url = url();
        running.to(substitution.hidden(method + " " + url.host()));
        Retry retry = Retry.of(inputs, substitution);
        Set<Integer> accepted = accepted();
        Duration timeout = inputs.seconds(Names.TIMEOUT);
        Field body = field(Names.BODY);
        HeaderList headers = headers();
        String cookies = HeaderList.cookies(field(Names.COOKIES));
        TlsChoice tls = means.tls().choice(url.isTls(), inputs, substitution);
        Duration reads = timeout == null ? means.settings().timeout() : timeout;
        Attachment file = file();
        boolean planned = false;
        try {
            Hops.Content content = new Hops.Content(entity(body, headers, file), body.holds(substitution::isIn));
            Hops.Ready ready =
                    new Hops.Ready(method, url, headers, cookies, content, tls, substitution::isIn, reads, true);
            planned = true;
            return new Plan(ready, retry, accepted, file);
        } finally {
            if (!planned && file != null) {
                file.close();
            }
        }
    }

    private HttpEntity entity(Field body, HeaderList headers, Attachment file) throws CallFailure {
        HttpEntity entity = RequestBody.of(body, headers, file, inputs.flag(Names.FILE_AS_BODY, false), formField());
        if (entity.getContentLength() > means.settings().maxRequest()) {
            throw CallFailure.forGood(
                    "The body has %d bytes, more than the %d that are sent (soarbridge.rest-call.max-request)."
                            .formatted(
                                    entity.getContentLength(), means.settings().maxRequest()));
        }
        return entity;
    }

    private String method() throws CallFailure {
        String method = required(Names.METHOD).toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw CallFailure.forGood(
                    "%s has to be one of GET, HEAD, POST, PUT, DELETE, OPTIONS, PATCH.".formatted(Names.METHOD));
        }
        return method;
    }

    private String required(String name) throws CallFailure {
        String text = inputs.text(name);
        if (text == null) {
            throw CallFailure.forGood("%s is mandatory and not set. Set it to run this function.".formatted(name));
        }
        return substitution.apply(text);
    }

    private RequestUrl url() throws CallFailure {
        RequestUrl url = RequestUrl.of(required(Names.URL));
        Field parameters = field(Names.PARAMETERS);
        if (parameters.isNothing()) {
            return url;
        }
        if (parameters.value().isTextual()) {
            return url.plus(Blanks.withoutLineEnds(parameters.value().textValue()));
        }
        if (!parameters.value().isContainerNode()) {
            throw CallFailure.forGood(
                    "%s has to be a JSON object, lines of \"name: value\", or a query such as a=1&b=2."
                            .formatted(Names.PARAMETERS));
        }
        return url.plus(FormEncoding.encoded(FormEncoding.pairs(Names.PARAMETERS, parameters.value())));
    }

    private Field field(String name) {
        return Field.of(inputs.get(name), substitution);
    }

    private HeaderList headers() throws CallFailure {
        HeaderList headers = HeaderList.of(field(Names.HEADERS));
        List<String> ours = headers.withoutOurs();
        if (!ours.isEmpty()) {
            progress.accept("Warning: The header %s is made by the bridge and was not taken from %s."
                    .formatted(String.join(", ", ours), Names.HEADERS));
        }
        return headers;
    }

    private Set<Integer> accepted() throws CallFailure {
        Set<Integer> codes = new LinkedHashSet<>();
        String list = inputs.text(Names.ALLOWED);
        for (String code :
                list == null ? new String[0] : substitution.apply(list).split(",")) {
            if (code.isBlank()) {
                continue;
            }
            if (!code.strip().matches("[+-]?[0-9]{1,9}")) {
                throw CallFailure.forGood("%s has to be a list of status codes such as 404, 409; \"%s\" is none."
                        .formatted(Names.ALLOWED, code.strip().length() > 20 ? "one of them" : code.strip()));
            }
            codes.add(Integer.parseInt(code.strip()));
        }
        return codes;
    }

    private String formField() throws CallFailure {
        String field = substitution.apply(inputs.text(Names.FORM_FIELD));
        return field == null ? "file" : field;
    }

    /** Null when the call has none. */
    private Attachment file() throws CallFailure {
        String attachment = id(Names.ATTACHMENT);
        String artifact = attachment == null ? id(Names.ARTIFACT) : null;
        if (attachment == null && artifact == null) {
            return null;
        }
        String incident = id(Names.INCIDENT);
        if (incident == null) {
            progress.accept("Warning: Without %s no file is sent.".formatted(Names.INCIDENT));
            return null;
        }
        if (means.files() == null) {
            throw CallFailure.forGood(
                    "The call asks for a file of an incident, but no connection is set to fetch it from (soarbridge.rest-call.connection).");
        }
        progress.accept("Looking for the file.");
        try {
            return means.files().find(new Attachment.Place(incident, id(Names.TASK), attachment, artifact));
        } catch (IOException e) {
            throw CallFailure.forGood("The file cannot be fetched: " + e.getMessage(), e);
        }
    }

    /** It becomes part of a path, so only digits. */
    private String id(String name) throws CallFailure {
        String text = substitution.apply(inputs.text(name));
        if (text == null || text.equals("0")) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw CallFailure.forGood("%s has to be a number.".formatted(name));
        }
        return text;
    }
}
