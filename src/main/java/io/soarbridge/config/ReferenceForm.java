package io.soarbridge.config;

import java.util.regex.Pattern;

/**
 * How a secret of a manager may be written. Stricter than Camel, whose functions give a default when the manager is down, the whole
 * entry when no field is named, and take the rest of a name with colons for a default.
 */
final class ReferenceForm {
    private static final Pattern VERSION_AND_FIELD = Pattern.compile("[^#:@{}]+(@[^#:@{}]+)?");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*:[^#:@{}]+");
    private static final Pattern PLAIN = Pattern.compile("[^#:@{}]+(@[^#:@{}]+)?");

    private ReferenceForm() {}

    static void check(String manager, String name) throws BadValueException {
        int mark = name.indexOf('#');
        String before = mark < 0 ? name : name.substring(0, mark);
        boolean field =
                mark >= 0 && VERSION_AND_FIELD.matcher(name.substring(mark + 1)).matches();
        boolean good = switch (manager) {
            case "hashicorp" -> field && PATH.matcher(before).matches();
            case "aws" ->
                field && !before.isBlank() && before.indexOf('@') < 0
                        || mark < 0 && PLAIN.matcher(before).matches();
            default -> (field || mark < 0) && PLAIN.matcher(before).matches();
        };
        if (!good) {
            throw new BadValueException("{{" + manager + ":…}} is not written as it must be", form(manager));
        }
    }

    private static String form(String manager) {
        String form = switch (manager) {
            case "hashicorp" -> "{{hashicorp:engine:path#field}} or {{hashicorp:engine:path#field@version}}";
            case "aws" -> "{{aws:name}}, {{aws:name#field}} or, for an ARN, {{aws:arn:…#field}}";
            default -> "{{" + manager + ":name}} or {{" + manager + ":name#field}}";
        };
        return "Write " + form + ". A default behind a colon is not taken: it would stand readable in the file.";
    }
}
