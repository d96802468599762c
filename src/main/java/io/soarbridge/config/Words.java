package io.soarbridge.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads settings that are words. */
final class Words {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z._:%-]{1,253}");

    private Words() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static String name(String text) throws BadValueException {
        if (!isName(text)) {
            throw new BadValueException("not a name");
        }
        return text;
    }

    static List<String> names(String text) throws BadValueException {
        List<String> names = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String name = part.strip();
            if (name.isEmpty()) {
                throw new BadValueException("a name is missing beside a comma");
            }
            if (names.contains(name(name))) {
                throw new BadValueException("\"" + name + "\" stands there twice");
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    static String header(String text) throws BadValueException {
        if (!HEADER.matcher(text).matches()) {
            throw new BadValueException("not a header name");
        }
        return text;
    }

    static String host(String text) throws BadValueException {
        if (!HOST.matcher(text).matches()) {
            throw new BadValueException("not a host");
        }
        return text;
    }

    static Boolean flag(String text) throws BadValueException {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new BadValueException("neither true nor false");
    }

    static Object constant(String text, Class<?> type) throws BadValueException {
        for (Object constant : type.getEnumConstants()) {
            if (shown(constant).equals(text)) {
                return constant;
            }
        }
        throw new BadValueException("not known");
    }

    static String shown(Object constant) {
        return constant instanceof Enum<?> e
                ? e.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : constant.toString();
    }

    /** Values go into headers, paths and log lines: a control character has no place in any. */
    static String line(String text) throws BadValueException {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new BadValueException("holds a line break or another control character");
        }
        return text;
    }
}
