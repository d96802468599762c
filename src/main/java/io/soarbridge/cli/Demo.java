package io.soarbridge.cli;

import io.soarbridge.config.SettingsLoader;
import io.soarbridge.process.BridgeProcess;
import io.soarbridge.support.BridgeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A bridge in a process of its own, simulated systems behind it and senders before it, while one of the systems goes down and comes back
 * and the bridge is killed. One play per object.
 */
final class Demo implements AutoCloseable {
    private static final int SENDERS = 8;
    private static final long TICK_MILLIS = 50;
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

    private final Session session;
    private final Progress progress;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final DemoJournal journal = new DemoJournal();
    private final DemoScene scene = DemoScene.load();
    private final ExecutorService senders;
    private final DemoTargets targets;
    private final DemoFolder folder;
    private final DemoSender sender;
    private final BridgeProcess bridge;
    private DemoLedger ledger;
    private Instant downAt;
    private Instant backAt;
    private String stage = "start";

    /** @param bridgeCommand command line that runs a bridge with the given settings */
    Demo(Session session, Function<Path, List<String>> bridgeCommand) {
        this.session = session;
        this.progress = session.progress();
        this.targets = DemoTargets.start(scene, DemoEvents.POISON);
        this.folder = DemoFolder.create(scene, targets);
        this.sender = new DemoSender(folder, journal, session.clock(), stop);
        this.bridge = new BridgeProcess(bridgeCommand.apply(folder.propertiesFile()), Map.of(), folder.log());
        this.senders = Executors.newFixedThreadPool(SENDERS, work -> {
            Thread thread = new Thread(work, "demo-sender");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param count different events to send, at least 40 */
    DemoReport play(int count) throws InterruptedException {
        List<DemoEvent> events = new DemoEvents(scene.sources(), session.clock()).make(count);
        progress.note("Starting %d simulated systems and the bridge on port %d."
                .formatted(targets.running().size(), folder.port()));
        bridge.start();
        submit(events.get(0));
        awaitFirstAnswer();
        ledger = new DemoLedger(session.ledger(SettingsLoader.load(folder.propertiesFile())));
        feed(events);
        drain(events.size());
        Set<String> poison =
                events.stream().filter(DemoEvent::poison).map(DemoEvent::key).collect(Collectors.toSet());
        progress.clear();
        DemoReport.Heard heard = new DemoReport.Heard(
                journal.acceptedAt(), journal.acknowledgements(), journal.refusals(), journal.retries());
        List<DemoOutcome> outcomes = new ArrayList<>();
        targets.running()
                .forEach((name, target) -> outcomes.add(DemoOutcome.of(
                        name,
                        heard.acceptedAt(),
                        new DemoOutcome.Window(downAt, backAt),
                        target.incidents(),
                        ledger.deadKeys(name),
                        poison)));
        return DemoReport.of(heard, outcomes);
    }

    DemoTargets targets() {
        return targets;
    }

    DemoFolder folder() {
        return folder;
    }

    private void submit(DemoEvent event) {
        senders.execute(() -> {
            try {
                sender.send(event);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void awaitFirstAnswer() throws InterruptedException {
        Instant deadline = session.clock().instant().plus(LONGEST_START);
        while (!journal.firstAnswer().await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
            bridge.checkAlive();
            if (session.clock().instant().isAfter(deadline)) {
                throw new BridgeException(
                        "cli/bridge-silent",
                        "Starting the bridge: no answer for %d s. Its log: %s"
                                .formatted(LONGEST_START.toSeconds(), folder.log()));
            }
        }
    }

    private void feed(List<DemoEvent> events) throws InterruptedException {
        DemoPace pace = new DemoPace(events.size());
        stage = "all well";
        progress.note(
                "Sending %d messages in bursts; some twice, one that the targets refuse.".formatted(events.size()));
        for (int sent = 1; sent < events.size(); ) {
            pause();
            for (int due = pace.next(); sent < due; sent++) {
                submit(events.get(sent));
                change(sent * 100 / events.size(), (sent - 1) * 100 / events.size());
            }
        }
    }

    /** The turns of the play, by how much of it has been sent in percent. */
    private void change(int now, int before) throws InterruptedException {
        if (before < 20 && now >= 20) {
            stage = targets.first() + " down";
            progress.note("%s goes down; the bridge goes on accepting, and delivering to the others."
                    .formatted(targets.first()));
            downAt = session.clock().instant();
            targets.running().get(targets.first()).goDown();
        } else if (before < 40 && now >= 40) {
            stage = "all back";
            progress.note("%s is back.".formatted(targets.first()));
            backAt = session.clock().instant();
            targets.running().get(targets.first()).comeBack();
        } else if (before < 80 && now >= 80) {
            stage = "killed";
            progress.note(
                    "kill -9 to the bridge, in the middle of its work; it is started again, senders go on trying.");
            bridge.kill();
            bridge.start();
        }
    }

    private void drain(int messages) throws InterruptedException {
        stage = "all sent";
        progress.note("All sent; waiting until everything is delivered.");
        Instant deadline = session.clock().instant().plus(LONGEST_DRAIN).plusMillis(messages * 2L);
        while (journal.answered() < messages || ledger.waiting() > 0) {
            if (session.clock().instant().isAfter(deadline)) {
                progress.note("Gave up waiting after %d s.".formatted(LONGEST_DRAIN.toSeconds()));
                return;
            }
            pause();
        }
    }

    private void pause() throws InterruptedException {
        if (stop.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the demo was stopped");
        }
        bridge.checkAlive();
        ledger.look();
        progress.show("accepted %6d   delivered %6d   waiting %6d   dead %d   [%s]"
                .formatted(journal.different(), ledger.delivered(), ledger.waiting(), ledger.dead(), stage));
    }

    /** Stops senders and bridge; the folder stays, to be looked at. */
    @Override
    public void close() {
        stop.countDown();
        senders.shutdownNow();
        if (ledger != null) {
            ledger.close();
        }
        bridge.close();
        targets.close();
    }
}
