package io.soarbridge.testkit;

import io.soarbridge.config.DatabaseSettings;
import io.soarbridge.config.Secret;
import io.soarbridge.process.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL server from the binaries in the class path, in a temporary folder. It refuses to run as root, so root runs it as
 * nobody. One server serves all tests of a JVM; tests that stop it start one of their own.
 */
public final class Postgres implements AutoCloseable {
    public static final String USER = "soarbridge";
    public static final String PASSWORD = "planted-database-password-2342";

    private static final String NOBODY = "65534";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static Path program;
    private static Postgres shared;

    private final Path data;
    private final int port;
    private Process server;

    private Postgres(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /** The server of this JVM, which ends with it. Nobody stops it, so it does not wait for the disk. */
    public static synchronized Postgres shared() {
        if (shared == null) {
            shared = started("fsync = off");
        }
        return shared;
    }

    /** A server for a test that stops or breaks it; the test closes it. */
    public static Postgres started() {
        return started("fsync = on");
    }

    private static Postgres started(String disk) {
        Path home = folder("soarbridge-postgres-");
        Path password = write(home.resolve("password"), PASSWORD);
        Postgres postgres = new Postgres(home.resolve("data"), freePort());
        run(
                "initdb",
                "-D",
                postgres.data.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile",
                password.toString(),
                "-E",
                "UTF8",
                "--locale",
                "C",
                "--no-sync");
        postgres.configure(
                "listen_addresses = '127.0.0.1'",
                "unix_socket_directories = ''",
                "port = " + postgres.port,
                "shared_buffers = 64MB",
                "max_connections = 100",
                "log_min_messages = warning",
                "timezone = 'UTC'",
                disk);
        return postgres.start();
    }

    private void configure(String... lines) {
        write(data.resolve("postgresql.auto.conf"), String.join("\n", lines) + "\n");
    }

    public Postgres start() {
        server = launch("postgres", "-D", data.toString());
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        Await.until("PostgreSQL takes connections: " + log(), this::takesConnections);
        return this;
    }

    private boolean takesConnections() {
        if (!server.isAlive()) {
            throw new AssertionError("PostgreSQL did not start:\n" + log());
        }
        try (Connection connection = connect("postgres")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Rolls back what runs and ends. */
    public void stop() {
        run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w");
        await(server);
    }

    /** kill -9 for all its processes. */
    public void kill() {
        Stream.concat(server.descendants(), Stream.of(server.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        await(server);
    }

    /** A server that follows this one. This one restarts for it: the binaries have no tool that copies a running one. */
    public Postgres standby() {
        Postgres standby = new Postgres(folder("soarbridge-standby-").resolve("data"), freePort());
        stop();
        copy(data, standby.data);
        start();
        write(
                standby.data.resolve("postgresql.auto.conf"),
                read(data.resolve("postgresql.auto.conf"))
                        + "port = %d\nprimary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=standby'\n"
                                .formatted(standby.port, port, USER, PASSWORD));
        write(standby.data.resolve("standby.signal"), "");
        return standby.start();
    }

    /** Commits count only once {@code standby} has them. */
    public Postgres synchronousTo(Postgres standby) {
        execute("postgres", "alter system set synchronous_standby_names = 'standby'", "select pg_reload_conf()");
        Await.until("a synchronous standby at port " + standby.port, () -> {
            try (Connection connection = connect("postgres");
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("select 1 from pg_stat_replication where sync_state = 'sync'")) {
                return rows.next();
            } catch (SQLException e) {
                return false;
            }
        });
        return this;
    }

    /** Makes a standby the one that takes writes. */
    public Postgres promote() {
        run("pg_ctl", "promote", "-D", data.toString(), "-w");
        execute("postgres", "alter system reset synchronous_standby_names", "select pg_reload_conf()");
        return this;
    }

    /** A new, empty database. */
    public String database() {
        return copyOf("template1");
    }

    /** A new database with all that another one has, which nobody may use meanwhile. */
    public String copyOf(String template) {
        String name = "ledger_" + DATABASES.incrementAndGet();
        execute("postgres", "create database " + name + " template " + template);
        return name;
    }

    /** Makes {@code now()} in a database give a time that {@link #setNow} sets, by a function found before the built-in one. */
    public void ownClock(String database) {
        execute(
                database,
                "create schema clock",
                "create table clock.hand (at timestamptz not null)",
                "insert into clock.hand values (clock_timestamp())",
                "create function clock.now() returns timestamptz stable language sql as 'select at from clock.hand'",
                "alter database " + database + " set search_path = public, clock, pg_catalog");
    }

    public void setNow(String database, Instant now) {
        execute(database, "update clock.hand set at = '" + now + "'");
    }

    public DatabaseSettings settings(String database) {
        return settings("127.0.0.1:" + port, database);
    }

    /** @param hosts as in a JDBC URL, such as the address of a proxy, or several hosts */
    public static DatabaseSettings settings(String hosts, String database) {
        return new DatabaseSettings("jdbc:postgresql://" + hosts + "/" + database, USER, Secret.of(PASSWORD));
    }

    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", PASSWORD);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    public void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /** CPU time of the server's processes that run now, as the kernel counts it: in hundredths of a second. Linux only. */
    public long cpuNanos() {
        return Stream.concat(server.descendants(), Stream.of(server.toHandle()))
                .mapToLong(process -> {
                    String[] stat = read(Path.of("/proc", Long.toString(process.pid()), "stat"))
                            .replaceFirst(".*\\) ", "")
                            .split(" ");
                    return stat.length < 13 ? 0 : (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) * 10_000_000;
                })
                .sum();
    }

    public String log() {
        return read(data.resolveSibling("postgres.log"));
    }

    @Override
    public void close() {
        if (server != null && server.isAlive()) {
            kill();
        }
        delete(data.getParent());
    }

    private Process launch(String name, String... arguments) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command(name, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolveSibling("postgres.log").toFile()));
            builder.directory(program().toFile());
            builder.environment().put("LC_ALL", "C");
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String name, String... arguments) {
        try {
            Path output = Files.createTempFile("soarbridge-" + name, ".log");
            ProcessBuilder builder = new ProcessBuilder(command(name, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.directory(program().toFile());
            builder.environment().put("LC_ALL", "C");
            int code = await(builder.start());
            String said = Files.readString(output);
            Files.delete(output);
            if (code != 0) {
                throw new AssertionError(name + " ended with " + code + ":\n" + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int await(Process process) {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("took more than two minutes: " + process.info());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"));
        }
        command.add(program().resolve("bin").resolve(name).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    /** Unpacks the binaries once for each JVM. */
    private static synchronized Path program() {
        if (program == null) {
            program = folder("soarbridge-postgres-program-");
            String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
            String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
            unpack("/postgres-%s-%s.txz".formatted(system, machine), program);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(program)));
        }
        return program;
    }

    private static void unpack(String resource, Path to) {
        try (InputStream packed = Postgres.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new IllegalStateException("no PostgreSQL for this machine in the class path: " + resource);
            }
            Process tar = new ProcessBuilder("tar", "-x", "-C", to.toString(), "--no-same-owner")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream in = tar.getOutputStream();
                    InputStream plain = new XZInputStream(packed)) {
                plain.transferTo(in);
            }
            if (await(tar) != 0) {
                throw new IllegalStateException("tar could not unpack " + resource);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that the server's user owns. */
    private static Path folder(String prefix) {
        try {
            Path folder = Files.createTempDirectory(prefix);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            own(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void own(Path path) throws IOException {
        if (root()) {
            Files.setAttribute(path, "unix:uid", Integer.parseInt(NOBODY));
            Files.setAttribute(path, "unix:gid", Integer.parseInt(NOBODY));
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                own(Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            Files.writeString(file, text);
            own(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // a temporary folder; the system removes it
        }
    }

    private static int freePort() {
        try {
            return FreePort.find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
