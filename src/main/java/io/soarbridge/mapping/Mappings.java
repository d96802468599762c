package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * All mappings of a bundle by name, each compiled once. Thread-safe.
 *
 * <p>A mapping sees the definitions of {@code common.jq} in the bundle's folder and, before those, of a {@code common.jq} that
 * lies beside it.
 */
public final class Mappings {
    private static final String COMMON = "common.jq";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*");

    private final Path folder;
    private final ConcurrentHashMap<Path, Mapping> compiled = new ConcurrentHashMap<>();

    /** @param folder holds {@code <folder>/<name>.jq} files, such as {@code elastic/event-to-case.jq} */
    public Mappings(Path folder) {
        this.folder = folder;
    }

    /**
     * @param name path below the folder without the ending, such as {@code elastic/event-to-case}
     * @throws MappingException when there is no such file or it does not compile; the message names file and place
     */
    public Mapping get(String name) {
        return file(path(name));
    }

    /**
     * Compiles all mappings of these folders.
     *
     * @return what is wrong, one message for each that does not compile
     */
    public List<String> faults(Collection<String> folders) {
        List<String> faults = new ArrayList<>();
        for (String name : folders) {
            try (Stream<Path> files = Files.list(folder.resolve(name))) {
                files.filter(file -> file.toString().endsWith(".jq") && !file.endsWith(COMMON))
                        .sorted()
                        .forEach(file -> fault(file).ifPresent(faults::add));
            } catch (IOException e) {
                faults.add("Reading the mappings of " + name + " failed: " + e.getMessage());
            }
        }
        return faults;
    }

    /** What is wrong with a mapping's file; empty when it compiles. */
    public Optional<String> fault(Path file) {
        try {
            file(file);
            return Optional.empty();
        } catch (MappingException e) {
            return Optional.of(e.getMessage());
        }
    }

    public boolean has(String name) {
        return Files.isRegularFile(path(name));
    }

    /** A mapping from a file of the operator's, compiled once per path. */
    public Mapping file(Path file) {
        Path key = file.toAbsolutePath().normalize();
        Mapping known = compiled.get(key);
        return known == null ? compiled.computeIfAbsent(key, this::compile) : known;
    }

    private Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new MappingException(
                    "mapping/not-found",
                    "Loading the mapping \"" + Text.cut(name, 100)
                            + "\": this is no name of a mapping. Names look like elastic/event-to-case.",
                    null);
        }
        return folder.resolve(name + ".jq");
    }

    private Mapping compile(Path file) {
        Scope scope = BaseScope.create();
        for (Path definitions : definitions(file)) {
            scope = withDefinitions(scope, definitions);
        }
        Compiler.Compiled compiled = compiled(file, read(file), scope);
        return new Mapping(file.toString(), compiled.expression(), compiled.scope());
    }

    private List<Path> definitions(Path file) {
        List<Path> found = new ArrayList<>();
        Path shared = folder.resolve(COMMON).toAbsolutePath().normalize();
        Path beside = file.resolveSibling(COMMON);
        for (Path candidate : beside.equals(shared) ? List.of(shared) : List.of(shared, beside)) {
            if (Files.isRegularFile(candidate) && !candidate.equals(file)) {
                found.add(candidate);
            }
        }
        return found;
    }

    /** Runs the definitions once and keeps the scope they were made in, so that no evaluation has to make them again. */
    private static Scope withDefinitions(Scope parent, Path file) {
        Scope[] made = new Scope[1];
        Scope scope = Scope.newChildScope(parent);
        scope.addFunction("_keep_scope", 0, (inner, args, in, path, output, version) -> {
            made[0] = inner;
            output.emit(in, null);
        });
        Compiler.Compiled compiled = compiled(file, read(file) + "\n_keep_scope", scope);
        new Mapping(file.toString(), compiled.expression(), compiled.scope()).apply(NullNode.getInstance());
        return made[0];
    }

    private static Compiler.Compiled compiled(Path file, String text, Scope scope) {
        try {
            return Compiler.compile(text, scope);
        } catch (JsonQueryException | RuntimeException e) {
            throw new MappingException(
                    "mapping/does-not-compile",
                    "Compiling the mapping " + file + ": " + Text.cut(place(e), Text.MAX_MESSAGE)
                            + " Nothing that needs it can run. Correct the file at that place.",
                    e);
        }
    }

    /** The engine's own message only repeats the file; the parser's below it has line and column. */
    private static String place(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root.getMessage() == null) {
            return null;
        }
        String message = root.getMessage().strip().replaceAll("\\s+", " ");
        int guesses = message.indexOf(" Was expecting");
        return guesses < 0 ? message + "." : message.substring(0, guesses);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new MappingException(
                    "mapping/not-found",
                    "Loading the mapping " + file + ": there is no such file. Check the name, or put the file there.",
                    e);
        } catch (IOException e) {
            throw new MappingException(
                    "mapping/unreadable",
                    "Loading the mapping " + file + ": " + e.getMessage()
                            + ". Make the file readable for the bridge, as UTF-8 text.",
                    e);
        }
    }
}
