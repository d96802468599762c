package io.soarbridge.cli;

import io.soarbridge.app.Bridge;
import io.soarbridge.app.ControlSocket;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.observe.LogOutput;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The bridge itself, until it is stopped. */
@Command(
        name = "run",
        description = {
            "Starts the bridge and runs it until Ctrl-C or SIGTERM.",
            "Reads its settings again at SIGHUP or \"soarbridge reload\".",
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
        LogOutput.use(loaded.settings().log());
        Bridge bridge = Bridge.open(loaded, session.clock());
        UntilStopped.run(bridge, () -> {
            bridge.awaitDelivering();
            if (session.terminal()) {
                session.say("Ctrl-C stops it.");
            }
            Hangup.handle(() -> bridge.reload(session::loadedQuietly));
            bridge.own(ControlSocket.open(
                            loaded.settings().data(),
                            question -> ReloadCommand.answer(question, () -> bridge.reload(session::loadedQuietly))))
                    .listen();
            bridge.awaitStop();
        });
        return ExitCode.OK;
    }
}
