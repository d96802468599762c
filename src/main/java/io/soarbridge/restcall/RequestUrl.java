package io.soarbridge.restcall;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An absolute HTTP URL, encoded as Python's requests does: what is not allowed is percent-encoded, the rest stays.
 *
 * @param scheme http or https
 * @param host lower-case name or address, an IPv6 address without its brackets
 * @param port as written, or -1
 * @param path begins with a slash
 * @param query null for none
 * @param fragment null for none; never sent
 * @param userInfo {@code user:password} as written, or null
 */
record RequestUrl(String scheme, String host, int port, String path, String query, String fragment, String userInfo) {
    private static final Pattern PARTS = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\\\]*)([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");
    private static final Pattern AUTHORITY = Pattern.compile("(?:(.*)@)?(\\[[^\\]]*]|[^:]*)(?::([0-9]{0,5}))?");
    private static final Pattern HOST = Pattern.compile("[a-z0-9_]([a-z0-9_.-]{0,252})?");
    private static final Pattern V6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}]");
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String PATH = UNRESERVED + "!$&'()*+,;=:@/%";
    private static final String QUERY = PATH + "?";

    /** @throws CallFailure when it is no URL that can be called */
    static RequestUrl of(String text) throws CallFailure {
        return of(text, Names.URL);
    }

    /** @param input where the text is from, for errors */
    static RequestUrl of(String text, String input) throws CallFailure {
        Matcher parts = PARTS.matcher(Blanks.withoutLineEnds(Blanks.stripLeading(text)));
        if (!parts.matches()) {
            throw CallFailure.forGood("%s is no URL: it has to begin with https:// or http://.".formatted(input));
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw CallFailure.forGood(
                    "%s begins with %s://, but only https and http can be called.".formatted(input, scheme));
        }
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            throw CallFailure.forGood("%s has no valid host and port.".formatted(input));
        }
        String path = parts.group(3).isEmpty() ? "/" : withoutDots(encoded(parts.group(3), PATH));
        return new RequestUrl(
                scheme,
                host(authority.group(2), input),
                port(authority.group(3), input),
                path.startsWith("/") ? path : "/" + path,
                isEmpty(parts.group(4)) ? null : encoded(parts.group(4), QUERY),
                isEmpty(parts.group(5)) ? null : encoded(parts.group(5), QUERY),
                authority.group(1));
    }

    private static boolean isEmpty(String part) {
        return part == null || part.isEmpty();
    }

    private static String host(String text, String input) throws CallFailure {
        if (V6.matcher(text).matches()) {
            return text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT);
        }
        String ascii;
        try {
            ascii = IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw CallFailure.forGood("%s has no valid host.".formatted(input), e);
        }
        if (!HOST.matcher(ascii).matches()) {
            throw CallFailure.forGood("%s has no valid host.".formatted(input));
        }
        return ascii;
    }

    private static int port(String digits, String input) throws CallFailure {
        if (digits == null || digits.isEmpty()) {
            return -1;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw CallFailure.forGood("%s has no valid port.".formatted(input));
        }
        return port;
    }

    /** Adds to the query, encoded or not. */
    RequestUrl plus(String pairs) {
        if (pairs.isEmpty()) {
            return this;
        }
        String more = encoded(pairs, QUERY + "[]");
        String all = query == null || query.isEmpty() ? more : query + "&" + more;
        return new RequestUrl(scheme, host, port, path, all, fragment, userInfo);
    }

    /** Where a redirect leads; a user and password in it are not used. */
    RequestUrl redirected(String location) throws CallFailure {
        String to = location.strip();
        String from = scheme + "://" + authority();
        if (to.startsWith("//")) {
            to = scheme + ":" + to;
        } else if (to.startsWith("/")) {
            to = from + to;
        } else if (to.startsWith("?")) {
            to = from + path + to;
        } else if (to.startsWith("#")) {
            to = from + target() + to;
        } else if (!ABSOLUTE.matcher(to).lookingAt()) {
            to = from + path.substring(0, path.lastIndexOf('/') + 1) + to;
        }
        RequestUrl next = of(to, "The redirect from " + host);
        return new RequestUrl(
                next.scheme,
                next.host,
                next.port,
                next.path,
                next.query,
                next.fragment == null ? fragment : next.fragment,
                null);
    }

    int effectivePort() {
        return port > 0 ? port : scheme.equals("https") ? 443 : 80;
    }

    /** Whether the host is an address rather than a name. */
    boolean hasAddress() {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    boolean isTls() {
        return scheme.equals("https");
    }

    boolean sameOrigin(RequestUrl other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && effectivePort() == other.effectivePort();
    }

    /** Whether what may go here may go there: to the same origin, or to the same host by TLS rather than without. */
    boolean trusts(RequestUrl next) {
        boolean upgraded =
                host.equals(next.host) && effectivePort() == 80 && next.isTls() && next.effectivePort() == 443;
        return sameOrigin(next) || (scheme.equals("http") && upgraded);
    }

    /** As it goes over the wire. */
    String target() {
        return query == null ? path : path + "?" + query.replace("[", "%5B").replace("]", "%5D");
    }

    String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port > 0 ? name + ":" + port : name;
    }

    /** Null when the URL names no user with a password, which may be empty. */
    String basicCredentials() {
        return userInfo == null || userInfo.indexOf(':') < 0
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(decoded(userInfo));
    }

    private static byte[] decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean escape =
                    bytes[i] == '%' && i + 2 < bytes.length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0;
            plain[length++] = escape ? (byte) (hex(bytes[i + 1]) << 4 | hex(bytes[i + 2])) : bytes[i];
            i += escape ? 2 : 0;
        }
        return java.util.Arrays.copyOf(plain, length);
    }

    private static int hex(int c) {
        return Character.digit(c, 16);
    }

    /** The whole, without user and password. */
    @Override
    public String toString() {
        return scheme + "://" + authority() + path + (query == null ? "" : "?" + query)
                + (fragment == null ? "" : "#" + fragment);
    }

    static String inPath(String text) {
        return encoded(text, PATH);
    }

    static String inQuery(String text) {
        return encoded(text, QUERY);
    }

    /** Percent-encodes what is not in {@code allowed}; a percent sign stays when all of them begin an escape. */
    private static String encoded(String text, String allowed) {
        if (text.chars().allMatch(c -> c != '%' && allowed.indexOf(c) >= 0)) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean escaped = hasOnlyEscapes(bytes);
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xff;
            if (c == '%' && escaped) {
                int value = hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]);
                if (UNRESERVED.indexOf(value) >= 0) {
                    out.append((char) value);
                } else {
                    percent(out, value);
                }
                i += 2;
            } else if (c < 0x80 && c != '%' && allowed.indexOf(c) >= 0) {
                out.append((char) c);
            } else {
                percent(out, c);
            }
        }
        return out.toString();
    }

    private static void percent(StringBuilder out, int c) {
        out.append('%')
                .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
    }

    private static boolean hasOnlyEscapes(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && (i + 2 >= bytes.length || hex(bytes[i + 1]) < 0 || hex(bytes[i + 2]) < 0)) {
                return false;
            }
        }
        return true;
    }

    /** RFC 3986, 5.2.4. */
    private static String withoutDots(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (String segment : segments) {
            if (segment.equals("..")) {
                if (kept.size() > 1) {
                    kept.removeLast();
                }
            } else if (!segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String last = segments[segments.length - 1];
        String joined = String.join("/", kept);
        return (last.equals(".") || last.equals("..")) && !joined.endsWith("/") ? joined + "/" : joined;
    }
}
