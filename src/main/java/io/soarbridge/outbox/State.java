package io.soarbridge.outbox;

/** Where a delivery is. Stored by {@link #number()}. */
public enum State {
    PENDING(0),
    IN_FLIGHT(1),
    DELIVERED(2),
    DEAD(3);

    private final int number;

    State(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
