package io.soarbridge.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds a connector's own description to what the rest of the bridge relies on. */
final class ConnectorCheck {
    private static final Pattern CREDENTIAL = Pattern.compile("\\{([^{}]*)}");
    private static final String HEADERS = "headers";

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
        if (HEADERS.equals(scheme.scheme()) == scheme.headers().isEmpty()) {
            wrong("auth " + name + " must have headers if, and only if, its scheme is " + HEADERS);
        }
        for (Map.Entry<String, String> header : scheme.headers().entrySet()) {
            Matcher matcher = CREDENTIAL.matcher(header.getValue());
            while (matcher.find()) {
                if (!scheme.credentials().contains(matcher.group(1))) {
                    wrong("auth " + name + ", header " + header.getKey() + " uses " + matcher.group()
                            + ", which is no credential of it");
                }
            }
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
