package io.soarbridge.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves <code>{{env:NAME}}</code>, <code>{{env:NAME:default}}</code>, <code>{{secret:name}}</code>, <code>{{file:/path}}</code>, and the forms of managers. */
final class Placeholders {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{env:([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern SECRET_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final String FORMS =
            "A placeholder is {{env:NAME}}, {{env:NAME:default}}, {{secret:name}}, {{file:/path}}, or a manager's: {{hashicorp:engine:path#field}}, {{aws:name#field}}, {{azure:name}}.";

    private final Map<String, String> environment;
    private final Path secrets;
    private final Path base;
    private final ManagedSecrets managers;

    /**
     * @param secrets folder of <code>{{secret:…}}</code>; null while it is not known
     * @param base where relative paths start
     * @param managers collects what managers are to be asked for
     */
    Placeholders(Map<String, String> environment, Path secrets, Path base, ManagedSecrets managers) {
        this.environment = environment;
        this.secrets = secrets;
        this.base = base;
        this.managers = managers;
    }

    /** Names of the variables that a text refers to, whether they are set or not. */
    static Set<String> variables(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** @throws BadValueException names the variable or file that is missing */
    Template parse(String text) throws BadValueException {
        List<Supplier<String>> parts = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        List<ManagedSecret> managed = new ArrayList<>();
        boolean fromFile = false;
        boolean plain = !text.contains("{{");
        int at = 0;
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
            int close = text.indexOf("}}", open);
            if (close < 0) {
                throw new BadValueException("{{ without }}", FORMS);
            }
            if (open > at) {
                String literal = text.substring(at, open);
                parts.add(() -> literal);
            }
            String inner = text.substring(open + 2, close);
            Resolved resolved = resolve(inner);
            parts.add(resolved.value());
            sources.add(resolved.source());
            fromFile |= resolved.fromFile();
            plain |= resolved.plain();
            if (resolved.managed() != null) {
                managed.add(resolved.managed());
            }
            at = close + 2;
        }
        if (at < text.length() || parts.isEmpty()) {
            String literal = text.substring(at);
            parts.add(() -> literal);
        }
        return new Template(List.copyOf(parts), List.copyOf(sources), fromFile, List.copyOf(managed), plain);
    }

    private record Resolved(
            Supplier<String> value, String source, boolean fromFile, ManagedSecret managed, boolean plain) {}

    private Resolved resolve(String inner) throws BadValueException {
        int colon = inner.indexOf(':');
        String function = colon < 0 ? inner : inner.substring(0, colon);
        String rest = colon < 0 ? "" : inner.substring(colon + 1).strip();
        if (ManagedSecrets.knows(function.strip())) {
            ManagedSecret secret = managers.refer(function.strip(), rest);
            return new Resolved(secret::text, "manager " + secret.manager(), false, secret, false);
        }
        return switch (function.strip()) {
            case "env" -> variable(rest);
            case "secret" -> mounted(secretFile(rest), "secret file ");
            case "file" -> mounted(Places.path(rest, base), "file ");
            default -> throw new BadValueException("a placeholder that is not known", FORMS);
        };
    }

    private Resolved variable(String rest) throws BadValueException {
        int colon = rest.indexOf(':');
        String name = colon < 0 ? rest : rest.substring(0, colon);
        if (!VARIABLE.matcher(name).matches()) {
            throw new BadValueException("{{env:…}} without the name of a variable", FORMS);
        }
        String value = environment.get(name);
        if (value != null && !value.isEmpty()) {
            return new Resolved(() -> value, "environment variable " + name, false, null, false);
        }
        if (colon < 0) {
            throw new BadValueException(
                    "environment variable " + name + " is not set",
                    "Set " + name
                            + " and start again, or write {{secret:name}} to read a file from soarbridge.secrets.");
        }
        String fallback = rest.substring(colon + 1);
        return new Resolved(
                () -> fallback, "default, as environment variable " + name + " is not set", false, null, true);
    }

    private Path secretFile(String name) throws BadValueException {
        if (!SECRET_NAME.matcher(name).matches()) {
            throw new BadValueException("{{secret:…}} without a plain file name", FORMS);
        }
        if (secrets == null) {
            throw new BadValueException("{{secret:…}} cannot be used here", FORMS);
        }
        return secrets.resolve(name);
    }

    private static Resolved mounted(Path path, String kind) throws BadValueException {
        MountedFile file = MountedFile.open(path, System::nanoTime);
        return new Resolved(file::text, kind + path, true, null, false);
    }
}
