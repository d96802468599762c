package io.soarbridge.connection;

import io.soarbridge.rest.Expected;
import io.soarbridge.support.BridgeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Options of a {@code connection:} endpoint; set by routes and Kamelets, never by a message. docs/add-a-system.md explains each. */
public final class CallSettings {
    private String method = "GET";
    private String path = "/";
    private String prefix;
    private String send;
    private String receive = "json";
    private String contentField;
    private String into;
    private boolean open;
    private boolean writes = true;
    private boolean each;
    private String cached;
    private String load;
    private String merge;
    private int tries = 5;
    private String next;
    private String rows;
    private int pages = 100;
    private String until;
    private String every = "2s";
    private String atMost = "5m";
    private String conflict;
    private String conflictStatuses = "";
    private String notYet;
    private String errorField;
    private String refused;
    private String accept;
    private String absent = "";
    private String absentText;

    Send send(String forMethod) {
        if (send == null) {
            return forMethod.equals("GET") ? Send.NONE : Send.JSON;
        }
        try {
            return Send.valueOf(send.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong("send", send, "none, json, query, form or multipart");
        }
    }

    Receive receive() {
        try {
            return Receive.valueOf(receive.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong("receive", receive, "json, text or file");
        }
    }

    Expected expected() {
        if (refused != null && refused.indexOf('=') < 1) {
            throw wrong("refused", refused, "field=value, such as success=false");
        }
        return new Expected(
                pattern(conflict),
                statuses("conflictStatuses", conflictStatuses),
                pattern(notYet),
                errorField,
                refused,
                accept,
                statuses("absent", absent),
                pattern(absentText),
                receive() == Receive.TEXT);
    }

    private static Pattern pattern(String text) {
        return text == null ? null : Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    }

    private static Set<Integer> statuses(String option, String text) {
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .map(Integer::valueOf)
                    .collect(Collectors.toSet());
        } catch (NumberFormatException e) {
            throw wrong(option, text, "HTTP statuses with commas between");
        }
    }

    static BridgeException wrong(String option, String value, String expected) {
        return new BridgeException(
                "connection/bad-option",
                "A connection: endpoint has %s=%s. Expected %s. Correct the route or Kamelet."
                        .formatted(option, value, expected));
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    String prefix() {
        return prefix;
    }

    String into() {
        return into;
    }

    String contentField() {
        return contentField;
    }

    boolean open() {
        return open;
    }

    boolean writes() {
        return writes;
    }

    boolean each() {
        return each;
    }

    String cached() {
        return cached;
    }

    String load() {
        return load;
    }

    String merge() {
        return merge;
    }

    int tries() {
        return tries;
    }

    String next() {
        return next;
    }

    String rows() {
        return rows;
    }

    int pages() {
        return pages;
    }

    String until() {
        return until;
    }

    String every() {
        return every;
    }

    String atMost() {
        return atMost;
    }

    /** HTTP method, GET unless set. */
    public void setMethod(String method) {
        this.method = method;
    }

    /**
     * Path below the connection's prefix, with a fixed query if need be; {@code :name} after {@code /} or {@code =} stands for the
     * exchange variable of that name, {@code :row.name} for a field of the row, percent-encoded.
     */
    public void setPath(String path) {
        this.path = path;
    }

    /** Path prefix in place of the connection's own, for a route that lives elsewhere. */
    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** {@code none}, {@code json}, {@code query}, {@code form} or {@code multipart}; none for GET, else json, unless set. */
    public void setSend(String send) {
        this.send = send;
    }

    /**
     * {@code json}; {@code text}, which takes what is no JSON as a text; or {@code file}, which puts a stream in the body and
     * {@code {name, mediaType, size}} in the variable {@code file}.
     */
    public void setReceive(String receive) {
        this.receive = receive;
    }

    /** Variable that gets the answer; the body stays as it is. */
    public void setInto(String into) {
        this.into = into;
    }

    /** Field of a JSON body that gets the bytes of the variable {@code content} in Base64. */
    public void setContentField(String contentField) {
        this.contentField = contentField;
    }

    /** True for a call that the message's body describes: {@code {method, path, query, body, form}}. */
    public void setOpen(boolean open) {
        this.open = open;
    }

    /** False for a request that changes nothing although it is no GET, such as a search by POST: it can be repeated freely. */
    public void setWrites(boolean writes) {
        this.writes = writes;
    }

    /**
     * True to make one call for each element of the body, an array. The answer is an array of {@code {answer}} and, for a row that
     * the system refuses for good, {@code {error: {code, status, reason}}}; any other failure ends it.
     */
    public void setEach(boolean each) {
        this.each = each;
    }

    /** How long a GET's answer is used again, such as {@code 10m}. */
    public void setCached(String cached) {
        this.cached = cached;
    }

    /** Path to read the present state from before each write; turns the call into read, merge, write. */
    public void setLoad(String load) {
        this.load = load;
    }

    /** Mapping that merges: its input is the present state, {@code $input} the message's body; null means nothing to write. */
    public void setMerge(String merge) {
        this.merge = merge;
    }

    /** How often read, merge, write is tried when somebody else changes the thing meanwhile. */
    public void setTries(int tries) {
        this.tries = tries;
    }

    /**
     * Mapping that asks for a further page: its input is an answer, {@code $request} what was sent for it, {@code $input} the
     * operation's input; it yields the next request, or null when there is enough. Without {@code rows} the last answer becomes the
     * body.
     */
    public void setNext(String next) {
        this.next = next;
    }

    /** Mapping from an answer to its rows, an array; the body becomes the rows of all pages. Null leaves the answer as it is. */
    public void setRows(String rows) {
        this.rows = rows;
    }

    /** At most so many pages. */
    public void setPages(int pages) {
        this.pages = pages;
    }

    /** Mapping that yields true when the answer is the wanted one; the call is repeated until then. */
    public void setUntil(String until) {
        this.until = until;
    }

    /** Time between two calls of {@code until}. */
    public void setEvery(String every) {
        this.every = every;
    }

    /** Longest time for {@code until}; the last answer is the result then. */
    public void setAtMost(String atMost) {
        this.atMost = atMost;
    }

    /** Pattern in an error's body, or in a refusing answer, that means a version conflict. */
    public void setConflict(String conflict) {
        this.conflict = conflict;
    }

    /** Statuses that mean a version conflict, with commas between. */
    public void setConflictStatuses(String conflictStatuses) {
        this.conflictStatuses = conflictStatuses;
    }

    /** Pattern in an error's body that means: nothing was done, come again soon. */
    public void setNotYet(String notYet) {
        this.notYet = notYet;
    }

    /** Top-level field that means a failure when an answer with status 200 fills it; tried again. */
    public void setErrorField(String errorField) {
        this.errorField = errorField;
    }

    /** {@code field=value} of an answer with status 200 that is a refusal. */
    public void setRefused(String refused) {
        this.refused = refused;
    }

    /** Top-level field that makes an answer of any status a good one when it is filled. */
    public void setAccept(String accept) {
        this.accept = accept;
    }

    /** Statuses that mean that there is none, with commas between: the body becomes JSON null. */
    public void setAbsent(String absent) {
        this.absent = absent;
    }

    /** Pattern in an error's body, or in a refusing answer, that means that there is none: the body becomes JSON null. */
    public void setAbsentText(String absentText) {
        this.absentText = absentText;
    }
}
