package io.soarbridge.cli;

import io.soarbridge.app.Bridge;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The bridge itself, until it is stopped. */
@Command(
        name = "run",
        description = {
            "Starts the bridge and runs it until Ctrl-C or SIGTERM.",
            "Stopping finishes what is in flight; what waits is delivered after the next start."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge run",
            "  soarbridge run --config /etc/soarbridge/application.properties",
            "  SOARBRIDGE_HTTP_PORT=9090 soarbridge run"
        })
final class RunCommand implements Callable<Integer> {
    private final Session session;

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        LoadedSettings loaded = session.loadedQuietly();
        Bridge bridge = Bridge.start(loaded, session.clock());
        UntilStopped.run(bridge, () -> {
            session.say(listening(loaded.settings(), bridge.port()));
            bridge.awaitStop();
        });
        return ExitCode.OK;
    }

    private static String listening(Settings settings, int port) {
        return "Soarbridge %s takes events from %s at http://%s:%d/ingest/…, ledger in %s. Ctrl-C stops it."
                .formatted(
                        Installation.version(),
                        settings.sources().isEmpty()
                                ? "nobody yet"
                                : String.join(", ", settings.sources().keySet()),
                        settings.http().host(),
                        port,
                        settings.data());
    }
}
