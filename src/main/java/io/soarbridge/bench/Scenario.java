package io.soarbridge.bench;

/** What the benchmark can measure. */
public enum Scenario {
    ACCEPT("events accepted and on disk while the target is down"),
    DELIVER("events accepted, mapped and delivered, beside the same without the ledger"),
    CALL("REST calls by the HTTP door and as a route step, beside plain camel-http"),
    START("from the start of the process to the first accepted event"),
    BACKLOG("memory, CPU and restart while very many events wait");

    private final String title;

    Scenario(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** As it is written on the command line. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
