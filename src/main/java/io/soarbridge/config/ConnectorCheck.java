package io.soarbridge.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Holds a connector's own description to what the rest of the bridge relies on. */
final class ConnectorCheck {
    private static final Pattern MARK = Pattern.compile("\\{([^{}]*)}");
    private static final String HEADERS = "headers";
    private static final String SESSION = "session";

    private final Path file;
    private final Problems problems;

    private ConnectorCheck(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    static void check(Path file, String name, ConnectorType type, Problems problems) {
        new ConnectorCheck(file, problems).check(name, type);
    }

    private void check(String name, ConnectorType type) {
        if (!name.equals(type.type())) {
            wrong("type is " + type.type() + ", and the file is named for " + name);
        }
        if (type.title() == null || type.description() == null) {
            wrong("title or description is missing");
        }
        if (type.versions().isEmpty()) {
            wrong("versions is empty");
        }
        type.versions()
                .forEach((version, value) -> check(version, value, type.auth().keySet()));
        Set<String> credentials = new HashSet<>();
        type.auth().forEach((scheme, value) -> {
            check(scheme, value);
            credentials.addAll(value.credentials());
        });
        type.settings().forEach((key, option) -> check(key, option, credentials));
        type.operations().forEach(this::check);
        type.defaults().keySet().forEach(this::checkDefault);
        type.probes().forEach(this::check);
        keys(credentials, "credential");
        keys(type.settings().keySet(), "setting");
    }

    private void check(String version, ConnectorType.Version value, Set<String> schemes) {
        if (value.auth().isEmpty()) {
            wrong("version " + version + " has no auth");
        }
        for (String scheme : value.auth()) {
            if (!schemes.contains(scheme)) {
                wrong("version " + version + " names auth " + scheme + ", which the file does not describe");
            }
        }
    }

    private void check(String name, ConnectorType.Scheme scheme) {
        if (scheme.scheme() == null) {
            wrong("auth " + name + " has no scheme");
        }
        boolean session = SESSION.equals(scheme.scheme());
        if (!session && HEADERS.equals(scheme.scheme()) == scheme.headers().isEmpty()) {
            wrong("auth " + name + " must have headers if, and only if, its scheme is " + HEADERS + " or " + SESSION);
        }
        if (session == (scheme.login() == null)) {
            wrong("auth " + name + " must have a login if, and only if, its scheme is " + SESSION);
        }
        scheme.headers().forEach((header, template) -> marks("auth " + name + ", header " + header, template, scheme));
        if (scheme.login() != null) {
            check(name, scheme, scheme.login());
        }
    }

    private void check(String name, ConnectorType.Scheme scheme, ConnectorType.Login login) {
        if (login.path() == null) {
            wrong("auth " + name + ": its login has no path");
        }
        if (login.send() != null
                && !login.send().equals("json")
                && !login.send().equals("form")) {
            wrong("auth " + name + ": its login sends " + login.send() + "; expected json or form");
        }
        login.fields().forEach((field, template) -> marks("auth " + name + ", login field " + field, template, scheme));
        login.headers()
                .forEach((header, template) -> marks("auth " + name + ", login header " + header, template, scheme));
    }

    private void marks(String where, String template, ConnectorType.Scheme scheme) {
        Matcher matcher = MARK.matcher(template);
        while (matcher.find()) {
            String mark = matcher.group(1);
            boolean ofSession = mark.startsWith("cookie:") || mark.startsWith("answer:");
            boolean known = ofSession
                    ? SESSION.equals(scheme.scheme())
                    : mark.startsWith("basic:")
                            ? isPair(mark.substring("basic:".length()), scheme)
                            : scheme.credentials().contains(mark);
            if (!known) {
                wrong(where + " uses " + matcher.group() + ", which is no credential of it");
            }
        }
    }

    private static boolean isPair(String names, ConnectorType.Scheme scheme) {
        String[] pair = names.split(":", -1);
        return pair.length == 2
                && Stream.of(pair)
                        .allMatch(name -> name.isEmpty() || scheme.credentials().contains(name));
    }

    private void check(String name, ConnectorType.Operation operation) {
        if (!ConnectorType.GRID.contains(name)) {
            wrong("operations names " + name + ", which is none of " + String.join(", ", ConnectorType.GRID));
        }
        if ((operation.absent() == null) == (operation.partial() == null)) {
            wrong("operation " + name + " must say either absent or partial");
        }
    }

    private void check(ConnectorType.Probe probe) {
        if (probe.path() == null || probe.expect() == null || probe.says() == null) {
            wrong("a probe must have path, expect and says");
            return;
        }
        try {
            Pattern.compile(probe.expect());
        } catch (PatternSyntaxException e) {
            wrong("probe of " + probe.path() + " expects " + probe.expect() + ", which is no regular expression");
        }
    }

    private void checkDefault(String key) {
        if (KeySpec.all(ConnectionSettings.class).stream()
                .noneMatch(spec -> spec.name().equals(key) && spec.fallback() != null)) {
            wrong("defaults names " + key + ", which is no key of every connection that has a default");
        }
    }

    private void check(String key, ConnectorType.Option option, Set<String> credentials) {
        if (option.description() == null) {
            wrong("setting " + key + " has no description");
        }
        List<String> values = option.values();
        if (option.defaultValue() != null && !values.isEmpty() && !values.contains(option.defaultValue())) {
            wrong("setting " + key + " has a default that is none of its values");
        }
        if (credentials.contains(key)) {
            wrong(key + " is a setting and a credential");
        }
    }

    private void keys(Set<String> names, String what) {
        for (String name : names) {
            if (!Words.isName(name)) {
                wrong(what + " " + name + " is not a name of lower-case letters, digits and -");
            }
            if (KeySpec.all(ConnectionSettings.class).stream()
                    .anyMatch(spec -> spec.name().equals(name))) {
                wrong(what + " " + name + " is the name of a key that every connection has");
            }
        }
    }

    private void wrong(String what) {
        problems.file(file, 0, file + ": " + what + ".", "Correct the connector's file.");
    }
}
