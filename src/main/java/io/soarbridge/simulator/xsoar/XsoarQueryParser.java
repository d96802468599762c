package io.soarbridge.simulator.xsoar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The Lucene-like query language: {@code and}, {@code or}, {@code not}, {@code -negation}, parentheses, {@code field:"value"},
 * {@code field:>="2026-01-05T00:00:00Z"}, {@code field:(a or b)}, {@code field:[a TO b]}, {@code *} wildcards, words without a
 * field. Conditions side by side are joined by {@code and}, inside {@code field:(…)} by {@code or}.
 */
final class XsoarQueryParser {
    private static final int MAX_DEPTH = 100;

    private final String text;
    private final Instant now;
    private int at;
    private int depth;

    private XsoarQueryParser(String text, Instant now) {
        this.text = text;
        this.now = now;
    }

    /** @throws XsoarFailure 400 when the query cannot be read */
    static XsoarQuery parse(String text, Instant now) {
        XsoarQueryParser parser = new XsoarQueryParser(text, now);
        parser.space();
        if (parser.atEnd() || text.trim().equals("*")) {
            return new XsoarQuery.All();
        }
        XsoarQuery query = parser.either(null);
        if (!parser.atEnd()) {
            throw parser.wrong("unexpected ')'");
        }
        return query;
    }

    private XsoarQuery either(String field) {
        if (++depth > MAX_DEPTH) {
            throw wrong("nested too deeply");
        }
        List<XsoarQuery> parts = new ArrayList<>();
        parts.add(both(field));
        while (word("or") || symbol("||") || field != null && !atEnd() && peek() != ')') {
            parts.add(both(field));
        }
        depth--;
        return parts.size() == 1 ? parts.get(0) : new XsoarQuery.Or(parts);
    }

    private XsoarQuery both(String field) {
        List<XsoarQuery> parts = new ArrayList<>();
        parts.add(negated(field));
        while (!atEnd() && peek() != ')' && !ahead("or") && !text.startsWith("||", at)) {
            boolean joined = word("and") || symbol("&&");
            if (field != null && !joined) {
                break;
            }
            parts.add(negated(field));
        }
        return parts.size() == 1 ? parts.get(0) : new XsoarQuery.And(parts);
    }

    private XsoarQuery negated(String field) {
        if (atEnd()) {
            throw wrong("the query ends where a condition is expected");
        }
        if (symbol("-") || symbol("!") || word("not")) {
            return new XsoarQuery.Not(negated(field));
        }
        symbol("+");
        if (symbol("(")) {
            XsoarQuery inner = either(field);
            if (!symbol(")")) {
                throw wrong("missing ')'");
            }
            return inner;
        }
        return condition(field);
    }

    private XsoarQuery condition(String outerField) {
        if (atEnd()) {
            throw wrong("unexpected end");
        }
        if (peek() == '"') {
            return value(outerField, quoted());
        }
        int start = at;
        while (at < text.length() && ":()\" \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == ':' && at > start && outerField == null) {
            String field = text.substring(start, at++).toLowerCase(Locale.ROOT);
            space();
            return fieldCondition(field);
        }
        at = start;
        String bare = bare();
        if (bare.isEmpty()) {
            throw wrong("unexpected '" + peek() + "'");
        }
        return value(outerField, bare);
    }

    private XsoarQuery fieldCondition(String field) {
        if (atEnd()) {
            throw wrong("no value after \"" + field + ":\"");
        }
        if (symbol("(")) {
            XsoarQuery inner = either(field);
            if (!symbol(")")) {
                throw wrong("missing ')'");
            }
            return inner;
        }
        if (peek() == '[' || peek() == '{') {
            return interval(field);
        }
        for (String operator : List.of(">=", "<=", ">", "<", "=")) {
            if (symbol(operator)) {
                String bound = !atEnd() && peek() == '"' ? quoted() : bare();
                return operator.equals("=")
                        ? new XsoarQuery.Term(field, bound)
                        : new XsoarQuery.Range(field, operator, bound, now);
            }
        }
        return value(field, peek() == '"' ? quoted() : bare());
    }

    private XsoarQuery interval(String field) {
        String from = text.charAt(at++) == '[' ? ">=" : ">";
        space();
        String low = bound();
        if (!word("to")) {
            throw wrong("expected TO in the interval of \"" + field + "\"");
        }
        String high = bound();
        if (atEnd() || peek() != ']' && peek() != '}') {
            throw wrong("missing ']'");
        }
        String to = text.charAt(at++) == ']' ? "<=" : "<";
        space();
        List<XsoarQuery> parts = new ArrayList<>();
        if (!low.equals("*")) {
            parts.add(new XsoarQuery.Range(field, from, low, now));
        }
        if (!high.equals("*")) {
            parts.add(new XsoarQuery.Range(field, to, high, now));
        }
        return parts.isEmpty() ? new XsoarQuery.Term(field, "*") : new XsoarQuery.And(parts);
    }

    private String bound() {
        if (!atEnd() && peek() == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && " \t\r\n]}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String value = text.substring(start, at);
        space();
        return value;
    }

    private static XsoarQuery value(String field, String value) {
        return field == null ? new XsoarQuery.Words(value) : new XsoarQuery.Term(field, value);
    }

    private String bare() {
        int start = at;
        while (at < text.length() && "() \t\r\n\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String value = text.substring(start, at);
        space();
        return value;
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (at++ >= text.length()) {
            throw wrong("missing closing quote");
        }
        space();
        return value.toString();
    }

    private boolean symbol(String symbol) {
        if (!text.startsWith(symbol, at)) {
            return false;
        }
        at += symbol.length();
        space();
        return true;
    }

    private boolean ahead(String word) {
        int end = at + word.length();
        return text.regionMatches(true, at, word, 0, word.length())
                && (end == text.length() || " \t\r\n(".indexOf(text.charAt(end)) >= 0);
    }

    private boolean word(String word) {
        if (!ahead(word)) {
            return false;
        }
        at += word.length();
        space();
        return true;
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    /** The next character, NUL at the end. */
    private char peek() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    private XsoarFailure wrong(String reason) {
        return XsoarErrors.failed(400, "syntax error in query at character " + at + ": " + reason);
    }
}
