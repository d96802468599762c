package io.soarbridge.cli;

/** How many messages are due: in bursts, as alerts come, and all of them within a bounded number of ticks. */
final class DemoPace {
    /** 13 seconds of ticks of 50 ms. */
    private static final int TICKS = 260;

    private static final int TICKS_A_SECOND = 20;
    private static final int BURST_TICKS = 4;
    private static final double IN_BURST = 3;
    private static final double BETWEEN = 0.5;

    private final int messages;
    private int tick;
    private double due;

    DemoPace(int messages) {
        this.messages = messages;
    }

    /** To be called once a tick; how many of all messages are due by now. */
    int next() {
        double weight = tick % TICKS_A_SECOND < BURST_TICKS ? IN_BURST : BETWEEN;
        tick++;
        due += weight * messages / TICKS;
        return tick >= TICKS ? messages : Math.min(messages, (int) due);
    }
}
