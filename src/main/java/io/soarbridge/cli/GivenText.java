package io.soarbridge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What an option's value stands for: itself, or with {@code @} before it a file's content, so that no secret is on the command line. */
final class GivenText {
    private GivenText() {}

    /**
     * The text, or what is in the file, without the line break at its end.
     *
     * @param option for errors
     */
    static String of(String option, String value) {
        return value.startsWith("@") ? line(text(option, bytes(option, value.substring(1)))) : value;
    }

    /** PEM text as it is, a reference to a secret too; else it names a file. */
    static String pem(String option, String value) {
        boolean itself =
                value.contains("-----BEGIN ") || value.matches("[$^]\\{.*}|\\{\\{.*}}|\\$[A-Za-z_][A-Za-z0-9_]*");
        String file = value.startsWith("@") ? value.substring(1) : value;
        return itself ? value : text(option, bytes(option, file));
    }

    /** @param file {@code -} for standard input */
    static byte[] bytes(String option, String file) {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            return in.readAllBytes();
        } catch (NoSuchFileException e) {
            throw new UsageException("%s: there is no file %s.".formatted(option, file));
        } catch (AccessDeniedException e) {
            throw new UsageException("%s: the file %s may not be read.".formatted(option, file));
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("%s: the file %s cannot be read: %s.".formatted(option, file, e.getMessage()));
        }
    }

    /** Null when they are no text. */
    static String textOrNull(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static String text(String option, byte[] bytes) {
        String text = textOrNull(bytes);
        if (text == null) {
            throw new UsageException("%s: the file is no UTF-8 text.".formatted(option));
        }
        return text;
    }

    private static String line(String text) {
        return text.replaceFirst("\\R\\z", "");
    }
}
