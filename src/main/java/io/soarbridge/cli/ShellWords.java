package io.soarbridge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words of one command as a POSIX shell, or bash, would take them: quotes, escapes and continued lines. Nothing is run or looked
 * up: a variable {@code $NAME} becomes <code>${NAME}</code>, and what follows an operator such as {@code |} is left out. A line break
 * counts as a blank.
 */
final class ShellWords {
    private static final String OPERATORS = "|&;<>()";
    private static final String SIMPLE_ESCAPES = "abefnrtv";
    private static final String SIMPLE_MEANING = "\u0007\b\u001b\f\n\r\t\u000b";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final Set<String> variables = new TreeSet<>();
    private StringBuilder word;
    private String rest = "";
    private int at;

    private ShellWords(String text) {
        this.text = text.replace("\r\n", "\n");
    }

    /**
     * @param words in their order
     * @param variables names of those that the shell would have filled in, in their order
     * @param rest from the first operator on; empty when there is none
     */
    record Command(List<String> words, List<String> variables, String rest) {}

    /** @throws UsageException when a quote is not closed, or a command stands in the command */
    static Command of(String text) {
        ShellWords reader = new ShellWords(text);
        reader.read();
        return new Command(List.copyOf(reader.words), List.copyOf(reader.variables), reader.rest);
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                end();
            } else if (c == '#' && word == null) {
                skipComment();
            } else if (OPERATORS.indexOf(c) >= 0) {
                rest = text.substring(at).strip();
                break;
            } else {
                begin();
                part(c);
            }
        }
        end();
    }

    private void begin() {
        if (word == null) {
            word = new StringBuilder();
        }
    }

    private void end() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }

    private void skipComment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void part(char c) {
        at++;
        switch (c) {
            case '\'' -> single();
            case '"' -> doubled();
            case '\\' -> escaped();
            case '$' -> dollar(false);
            case '`' -> throw command();
            default -> word.append(c);
        }
    }

    private static UsageException command() {
        return new UsageException(
                "Reading the curl command: it holds another command, by ` or $(. Run that by itself and put its result there.");
    }

    /** A line that goes on is no blank; alone it makes no word. */
    private void escaped() {
        if (at == text.length()) {
            return;
        }
        char next = text.charAt(at++);
        if (next != '\n') {
            word.append(next);
        } else if (word.length() == 0) {
            word = null;
        }
    }

    private void single() {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw unclosed("'");
        }
        word.append(text, at, end);
        at = end + 1;
    }

    private static UsageException unclosed(String quote) {
        return new UsageException("Reading the curl command: a quote %s is not closed.".formatted(quote));
    }

    private void doubled() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '\\' && at < text.length() && "\"\\$`\n".indexOf(text.charAt(at)) >= 0) {
                char next = text.charAt(at++);
                word.append(next == '\n' ? "" : next);
            } else if (c == '$') {
                dollar(true);
            } else if (c == '`') {
                throw command();
            } else {
                word.append(c);
            }
        }
        throw unclosed("\"");
    }

    /** What stands after a dollar sign. */
    private void dollar(boolean quoted) {
        char next = at < text.length() ? text.charAt(at) : ' ';
        if (next == '(') {
            throw command();
        } else if (next == '\'' && !quoted) {
            at++;
            ansi();
        } else if (next == '"' && !quoted) {
            at++;
            doubled();
        } else if (next == '{') {
            braced();
        } else if (isLetter(next)) {
            int from = at;
            while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
                at++;
            }
            variable(text.substring(from, at));
        } else {
            word.append('$');
        }
    }

    private void braced() {
        int end = text.indexOf('}', at);
        String name = end < 0 ? "" : text.substring(at + 1, end);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new UsageException(
                    "Reading the curl command: ${ begins no name of a variable. Write the value itself.");
        }
        at = end + 1;
        variable(name);
    }

    private void variable(String name) {
        variables.add(name);
        word.append("${").append(name).append('}');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** {@code $'…'} of bash, as browsers copy it. */
    private void ansi() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\'') {
                return;
            }
            if (c == '\\' && at < text.length()) {
                ansiEscape(text.charAt(at++));
            } else {
                word.append(c);
            }
        }
        throw unclosed("$'");
    }

    private void ansiEscape(char c) {
        int simple = c == 'E' ? 2 : SIMPLE_ESCAPES.indexOf(c);
        if (simple >= 0) {
            word.append(SIMPLE_MEANING.charAt(simple));
        } else if (c == 'x' || c == 'u' || c == 'U') {
            number(c, 16, c == 'x' ? 2 : c == 'u' ? 4 : 8);
        } else if (c >= '0' && c <= '7') {
            at--;
            number(c, 8, 3);
        } else if ("\\'\"?".indexOf(c) >= 0) {
            word.append(c);
        } else {
            word.append('\\').append(c);
        }
    }

    private void number(char sign, int base, int most) {
        int from = at;
        while (at < text.length() && at < from + most && Character.digit(text.charAt(at), base) >= 0) {
            at++;
        }
        if (from == at) {
            word.append('\\').append(sign);
            return;
        }
        long code = Long.parseLong(text.substring(from, at), base);
        if (code == 0 || code > Character.MAX_CODE_POINT) {
            throw new UsageException("Reading the curl command: \\%s%s is no character."
                    .formatted(base == 8 ? "" : String.valueOf(sign), text.substring(from, at)));
        }
        word.appendCodePoint((int) code);
    }
}
