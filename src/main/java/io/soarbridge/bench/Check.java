package io.soarbridge.bench;

/** Whether nothing was lost and nothing doubled in a scenario; without that no figure counts. */
public record Check(Scenario scenario, String what, long expected, long found) {
    public boolean good() {
        return expected == found;
    }
}
