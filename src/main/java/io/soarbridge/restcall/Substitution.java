package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.config.RestCallSettings;
import io.soarbridge.config.Secret;
import io.soarbridge.support.PythonJson;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fills in <code>${NAME}</code>, <code>^{NAME}</code> and <code>{{name}}</code> from what the operator has exposed to the function,
 * and from nothing else. A reference that is not closed runs to the end of the text, as in fn_rest_api. What was filled in is never looked at again, so a secret cannot ask for another one. One call's, and not
 * thread-safe.
 */
final class Substitution {
    private static final Pattern REFERENCE =
            Pattern.compile("([$^])\\{([^{}]*)(?:}|\\z)|\\{\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}}");
    private static final Pattern WHOLE = Pattern.compile("([$^])([A-Za-z_][A-Za-z0-9_]*)");
    /** Shorter ones would blot out half of every text. */
    private static final int SHORTEST_HIDDEN = 4;

    private static final String MASK = "******";

    private final Map<String, Secret> secrets;
    private final Map<String, Secret> pam;
    private final Map<String, Secret> settings;
    private final Consumer<String> warnings;
    private final Set<String> filledIn = new LinkedHashSet<>();

    /** @param warnings told of names that are not exposed */
    Substitution(RestCallSettings exposed, Consumer<String> warnings) {
        this.secrets = exposed.secrets();
        this.pam = exposed.pam();
        this.settings = exposed.settings();
        this.warnings = warnings;
    }

    /** Whether the whole text stands for something else. */
    static boolean isReference(String text) {
        return mayRefer(text)
                && (WHOLE.matcher(text).matches()
                        || REFERENCE.matcher(text.strip()).matches());
    }

    static boolean hasReference(String text) {
        return mayRefer(text) && (isReference(text) || REFERENCE.matcher(text).find());
    }

    /** Most texts do not, and need no pattern. */
    static boolean mayRefer(String text) {
        return text.indexOf('$') >= 0 || text.indexOf('^') >= 0 || text.contains("{{");
    }

    /** A whole input, which alone may be <code>$NAME</code> or <code>^NAME</code>. Null stays null. */
    String apply(String text) {
        Matcher whole = text == null ? null : WHOLE.matcher(text);
        return whole != null && whole.matches() ? secret(whole.group(1), whole.group(2), text) : applyToPart(text);
    }

    /** A value within an input. Null stays null. */
    String applyToPart(String text) {
        if (text == null || !mayRefer(text)) {
            return text;
        }
        Matcher references = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (references.find()) {
            String value = references.group(3) == null
                    ? secret(references.group(1), references.group(2), references.group())
                    : setting(references.group(3));
            references.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return references.appendTail(filled).toString();
    }

    private String secret(String sign, String name, String reference) {
        boolean plain = sign.equals("$");
        Secret secret = (plain ? secrets : pam).get(name);
        if (secret == null) {
            warnings.accept(
                    "There is no secret for %s, so it stays as it is. The operator exposes one by soarbridge.rest-call.%s.%s."
                            .formatted(reference, plain ? "secret" : "pam", name));
            return reference;
        }
        return remembered(secret.reveal());
    }

    private String setting(String name) {
        Secret setting = settings.get(name);
        if (setting == null) {
            warnings.accept(
                    "There is no setting for {{%s}}, so nothing stands there. The operator exposes one by soarbridge.rest-call.setting.%s."
                            .formatted(name, name));
            return "";
        }
        return remembered(setting.reveal());
    }

    private String remembered(String value) {
        filledIn.add(value);
        return value;
    }

    /** Whether the text holds something that was filled in. */
    boolean isIn(String text) {
        return !filledIn.isEmpty() && filledIn.stream().anyMatch(value -> !value.isEmpty() && text.contains(value));
    }

    /** The text without what was filled in, for errors, progress and logs. */
    String hidden(String text) {
        String clean = text;
        for (String value : filledIn.stream()
                .filter(value -> value.length() >= SHORTEST_HIDDEN)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            clean = clean.replace(value, MASK);
        }
        return clean;
    }

    /**
     * The text of a request without what was filled in, however it was encoded. Short values are hidden too, where they stand by
     * themselves.
     */
    String hiddenAnywhere(String text) {
        String clean = text;
        for (String form : filledIn.stream()
                .flatMap(Substitution::forms)
                .filter(form -> !form.isEmpty())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            clean = form.length() >= SHORTEST_HIDDEN
                    ? clean.replace(form, MASK)
                    : Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(form) + "(?![\\p{L}\\p{N}])")
                            .matcher(clean)
                            .replaceAll(MASK);
        }
        return clean;
    }

    /** How a value stands in texts, JSON, forms, and in each part of a URL. */
    private static Stream<String> forms(String value) {
        String json = PythonJson.spaced(TextNode.valueOf(value));
        return Stream.of(
                value,
                value.strip(),
                json.substring(1, json.length() - 1),
                FormEncoding.quoted(value),
                RequestUrl.inPath(value),
                RequestUrl.inQuery(value),
                RequestUrl.inPath(value.replace("%", "%25")),
                RequestUrl.inQuery(value.replace("%", "%25")),
                value.toLowerCase(Locale.ROOT));
    }

    /** Hides this too, such as a token that was made of a secret. */
    void hide(String value) {
        if (value != null) {
            filledIn.add(value);
        }
    }
}
