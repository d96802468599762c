package io.soarbridge.cli;

import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.State;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which finished deliveries a change is for. Something must be named: a change of everything is never the default. */
final class SelectionOptions {
    @Option(names = "--dead", description = "Dead letters, all unless narrowed.")
    private boolean dead;

    @Option(names = "--delivered", description = "Delivered ones, all unless narrowed.")
    private boolean delivered;

    @Option(names = "--all", description = "Dead and delivered ones.")
    private boolean all;

    @Mixin
    private FilterOptions narrowed;

    /** @throws UsageException when neither a state nor an id is given */
    DeliveryFilter filter(String doing, InstantSource clock) {
        if (!dead && !delivered && !all && !narrowed.namesIds()) {
            throw new UsageException(
                    doing + ": say which: --dead, --delivered, --all or --id, and narrow it by --connection,"
                            + " --code, --source, --since or --until.");
        }
        return narrowed.filter(states(), 0, clock);
    }

    private List<State> states() {
        if (all || dead && delivered) {
            return List.of(State.DEAD, State.DELIVERED);
        }
        return List.of(delivered ? State.DELIVERED : State.DEAD);
    }
}
