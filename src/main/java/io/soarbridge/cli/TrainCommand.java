package io.soarbridge.cli;

import io.soarbridge.app.Bridge;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.SettingsLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/**
 * A short run of everything that a start loads, in one JVM, so that Java can record the classes and later start faster. The launcher
 * calls it after a build.
 */
@Command(name = "train", hidden = true, description = "Runs briefly, to record which classes a start loads.")
final class TrainCommand implements Callable<Integer> {
    private static final int EVENTS = 40;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Session session;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        DemoScene scene = DemoScene.load().withFirstTarget(); // what is recorded is kept in memory, used or not
        CountDownLatch never = new CountDownLatch(1);
        try (DemoTargets targets = DemoTargets.start(scene, null)) {
            DemoFolder folder = DemoFolder.create(scene, targets);
            DemoJournal journal = new DemoJournal();
            LoadedSettings loaded = SettingsLoader.load(folder.propertiesFile());
            try (Bridge bridge = Bridge.start(loaded, session.clock())) {
                DemoSender sender = new DemoSender(folder, journal, session.clock(), never);
                List<DemoEvent> events = new DemoEvents(scene.sources(), session.clock()).make(EVENTS);
                for (DemoEvent event : events) {
                    sender.send(event);
                }
                Instant deadline = session.clock().instant().plus(LONGEST);
                while (fewest(targets) < EVENTS && session.clock().instant().isBefore(deadline)) {
                    never.await(50, TimeUnit.MILLISECONDS);
                }
            }
            folder.delete();
            return fewest(targets) == EVENTS ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static int fewest(DemoTargets targets) {
        return targets.running().values().stream()
                .mapToInt(target -> target.incidents().size())
                .min()
                .orElse(0);
    }
}
