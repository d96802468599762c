package io.soarbridge.restcall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.cookie.CookieSpec;
import org.apache.hc.client5.http.cookie.MalformedCookieException;
import org.apache.hc.client5.http.cookie.SetCookie;
import org.apache.hc.client5.http.impl.cookie.RFC6265LaxSpec;
import org.apache.hc.core5.http.message.BasicHeader;

/** The cookies that answers set while one request is redirected and tried again. Not thread-safe. */
final class Jar {
    private static final CookieSpec RULES = new RFC6265LaxSpec();
    private static final Pattern EXPIRES = Pattern.compile(";\\s*expires\\s*=[^;]*", Pattern.CASE_INSENSITIVE);

    private final BasicCookieStore kept = new BasicCookieStore();

    /** @param header value of Set-Cookie */
    void take(RequestUrl url, String header) {
        set(url, header).forEach(kept::addCookie);
    }

    /**
     * The caller's, and those that answers on the way have set for this place; null for none. Those of a longer path come first; the
     * caller's are for all paths.
     *
     * @param own the caller's, or null
     */
    String header(RequestUrl url, String own) {
        CookieOrigin origin = origin(url);
        List<Cookie> fitting = kept.getCookies().stream()
                .filter(cookie -> RULES.match(cookie, origin))
                .sorted(Comparator.comparingInt(
                        (Cookie cookie) -> -cookie.getPath().length()))
                .toList();
        List<String> all = new ArrayList<>();
        fitting.stream().filter(cookie -> cookie.getPath().length() > 1).forEach(cookie -> all.add(pair(cookie)));
        if (own != null) {
            all.add(own);
        }
        fitting.stream().filter(cookie -> cookie.getPath().length() <= 1).forEach(cookie -> all.add(pair(cookie)));
        return all.isEmpty() ? null : String.join("; ", all);
    }

    private static String pair(Cookie cookie) {
        return cookie.getName() + "=" + cookie.getValue();
    }

    /** What a Set-Cookie header sets; nothing when it is malformed or takes a cookie away. An end that is no time counts as none. */
    static List<Cookie> set(RequestUrl url, String header) {
        List<Cookie> whole = setBy(url, header);
        String endless = EXPIRES.matcher(header).replaceAll("");
        return whole == null && !endless.equals(header)
                ? Objects.requireNonNullElse(setBy(url, endless), List.of())
                : Objects.requireNonNullElse(whole, List.of());
    }

    /** Null when it is malformed. */
    private static List<Cookie> setBy(RequestUrl url, String header) {
        try {
            List<Cookie> good = new ArrayList<>();
            for (Cookie cookie : RULES.parse(new BasicHeader("Set-Cookie", header), origin(url))) {
                RULES.validate(cookie, origin(url));
                if (cookie instanceof SetCookie whole) {
                    whole.setValue(verbatim(header)); // with its quotes, as Python has it
                }
                // a moment later, as Max-Age=0 ends this very moment
                if (!cookie.isExpired(new Date().toInstant().plusMillis(1))) {
                    good.add(cookie);
                }
            }
            return good;
        } catch (MalformedCookieException e) {
            return null;
        }
    }

    private static String verbatim(String header) {
        String pair = header.split(";", 2)[0];
        return pair.substring(pair.indexOf('=') + 1).strip();
    }

    private static CookieOrigin origin(RequestUrl url) {
        return new CookieOrigin(url.host(), url.effectivePort(), url.path(), url.isTls());
    }
}
