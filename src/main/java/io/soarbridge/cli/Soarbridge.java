package io.soarbridge.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the command line. */
@Command(
        name = "soarbridge",
        description = "Carries security alerts into SOAR platforms: none lost, none twice.",
        versionProvider = Soarbridge.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge demo                      see it work, without an account anywhere",
            "  soarbridge check                     are the connections well?",
            "  soarbridge run                       start the bridge",
            "  soarbridge why                       what does each connection wait for?",
            "  soarbridge outbox list --state dead  what could not be delivered?"
        })
public final class Soarbridge {
    private final Session session;

    private Soarbridge(Session session) {
        this.session = session;
    }

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), false);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        CommandLine line = commandLine(new Session(InstantSource.system(), out, err), List.of(args));
        line.setExecutionStrategy(Soarbridge::withoutLog);
        int code = line.execute(args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** A log is for what goes on running; the other commands say in their own words what the parts would log. */
    private static int withoutLog(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean verbose = last.hasMatchedOption("--verbose") || parsed.hasMatchedOption("--verbose");
        if (!(last.commandSpec().userObject() instanceof RunCommand) && !verbose) {
            ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
            ((Logger) LoggerFactory.getLogger("io.soarbridge")).setLevel(Level.OFF);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    static int run(InstantSource clock, PrintWriter out, PrintWriter err, String... args) {
        return commandLine(new Session(clock, out, err)).execute(args);
    }

    static CommandLine commandLine(Session session) {
        return commandLine(session, List.of());
    }

    /**
     * Reading a command's annotations takes a while, so commands that nobody called are left out.
     *
     * @param args when they name no command, or ask for help, all commands are there
     */
    private static CommandLine commandLine(Session session, List<String> args) {
        Map<String, Supplier<Object>> commands = commands(session);
        boolean all = Collections.disjoint(commands.keySet(), args) || args.contains("-h") || args.contains("--help");
        CommandLine line = new CommandLine(new Soarbridge(session));
        commands.forEach((name, command) -> {
            if (all || args.contains(name)) {
                line.addSubcommand(name, command.get());
            }
        });
        line.setOut(session.out());
        line.setErr(session.err());
        line.setExpandAtFiles(false); // @file belongs to options that say so
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(session, failure));
        line.setParameterExceptionHandler(Soarbridge::misused);
        describeExitCodes(line);
        return line;
    }

    private static Map<String, Supplier<Object>> commands(Session session) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(session));
        commands.put("demo", () -> new DemoCommand(session));
        commands.put("bench", () -> new BenchCommand(session));
        commands.put("check", () -> new CheckCommand(session));
        commands.put("reload", () -> new ReloadCommand(session));
        commands.put("simulate", () -> new SimulateCommand(session));
        commands.put("outbox", () -> outbox(session));
        commands.put("why", () -> new WhyCommand(session));
        commands.put("call", () -> CallCommand.line(session));
        commands.put("map", () -> new MapCommand(session));
        commands.put("config", () -> new ConfigCommand(session));
        commands.put("train", () -> new TrainCommand(session));
        return commands;
    }

    private static CommandLine outbox(Session session) {
        return new CommandLine(new OutboxCommand())
                .addSubcommand(new OutboxList(session))
                .addSubcommand(new OutboxShow(session))
                .addSubcommand(new OutboxReplay(session))
                .addSubcommand(new OutboxExport(session))
                .addSubcommand(new OutboxPurge(session));
    }

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Settings to use. Default: application.properties here, else beside the program.")
    private void config(Path file) {
        if (file != null) {
            session.propertiesFile(file);
        }
    }

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error came from.")
    private void verbose(boolean on) {
        if (on) {
            session.verbose(true);
        }
    }

    @Option(
            names = "--terminal",
            hidden = true,
            description = "Standard error is a terminal. Set by the launcher, which can tell.")
    private void terminal(boolean on) {
        if (on) {
            session.terminal(true);
        }
    }

    @Option(names = "--called-as", hidden = true, description = "How the launcher was called. Set by the launcher.")
    private void calledAs(String name) {
        if (name != null) {
            session.calledAs(name);
        }
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"soarbridge " + Installation.version()};
        }
    }

    private static int failed(Session session, Exception failure) {
        String message = failure.getMessage();
        session.say(
                message == null ? "Unexpected failure: " + failure.getClass().getSimpleName() : message);
        if (session.verbose()) {
            failure.printStackTrace(session.err());
        } else if (message == null) {
            session.say("Repeat the command with --verbose and report what it shows.");
        }
        return ExitCode.of(failure);
    }

    private static int misused(ParameterException misuse, String[] args) {
        CommandLine line = misuse.getCommandLine();
        line.getErr().println(misuse.getMessage());
        UnmatchedArgumentException.printSuggestions(misuse, line.getErr());
        line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static void describeExitCodes(CommandLine line) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" 0", "done, and all is well");
        codes.put(" 1", "what was asked about failed: a check, a mapping, an entry that is not there");
        codes.put(" 2", "wrong command line or settings; nothing was done");
        codes.put(" 3", "not reachable: a system, the ledger, a port");
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(codes);
        line.getSubcommands().values().forEach(Soarbridge::describeExitCodes);
    }
}
