package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedFileTest {
    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private Path path;
    private MountedFile file;

    @BeforeEach
    void open() throws Exception {
        path = Files.writeString(folder.resolve("api-key"), "from-file\n");
        file = MountedFile.open(path, nanos::get);
    }

    @Test
    void looks_at_most_once_a_second() throws IOException {
        Files.writeString(path, "rotated-in-place\r\n");
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(file.text()).isEqualTo("from-file");

        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(file.text()).isEqualTo("rotated-in-place");
    }

    @Test
    void takes_up_a_file_that_was_put_in_its_place() throws IOException {
        Path next = Files.writeString(folder.resolve("next"), "rotated-by-rename");
        Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);

        assertThat(later()).isEqualTo("rotated-by-rename");
    }

    @Test
    void keeps_the_last_good_value_while_the_file_is_missing_empty_or_wrong() throws IOException {
        Files.delete(path);
        assertThat(later()).isEqualTo("from-file");
        Files.writeString(path, "");
        assertThat(later()).isEqualTo("from-file");
        Files.writeString(path, "two\nlines");
        assertThat(later()).isEqualTo("from-file");
        Files.writeString(path, "back-again-and-longer");
        assertThat(later()).isEqualTo("back-again-and-longer");
    }

    private String later() {
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        return file.text();
    }
}
