package io.soarbridge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenSealTest {
    @TempDir
    Path folder;

    @Test
    void what_is_sealed_by_a_text_opens_by_the_same_text_and_for_the_same_id_only() {
        TokenSeal seal = TokenSeal.of(Secret.of("a text of at least 32 characters"));
        String sealed = seal.seal("id", "refresh me");

        assertThat(TokenSeal.of(Secret.of("a text of at least 32 characters")).open("id", sealed))
                .contains("refresh me");
        assertThat(seal.open("other", sealed)).isEmpty();
        assertThat(TokenSeal.of(Secret.of("another text of 32 characters and more"))
                        .open("id", sealed))
                .isEmpty();
        assertThat(seal.open("id", sealed.replaceAll("\\.[^.]+$", ".AAAAAAAAAAAAAAAAAAAAAA")))
                .isEmpty();
        assertThat(seal.open("id", "no seal at all")).isEmpty();
        assertThat(sealed).isNotEqualTo(seal.seal("id", "refresh me"));
    }

    @Test
    void a_key_file_is_made_once_for_its_owner_alone() throws Exception {
        String sealed = TokenSeal.in(folder).seal("id", "refresh me");

        assertThat(TokenSeal.in(folder).open("id", sealed)).contains("refresh me");
        Path file = folder.resolve("rest-call.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void bridges_that_begin_at_once_have_the_same_key() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        try {
            Callable<TokenSeal> bridge = () -> {
                together.await();
                return TokenSeal.in(folder);
            };
            List<Future<TokenSeal>> both = List.of(threads.submit(bridge), threads.submit(bridge));

            assertThat(both.get(1).get().open("id", both.get(0).get().seal("id", "refresh me")))
                    .contains("refresh me");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_file_that_holds_no_key_is_named_without_its_content() throws Exception {
        for (String content : List.of("", "not Base64 *", "c2hvcnQ=")) {
            Files.writeString(folder.resolve("rest-call.key"), content);

            assertThatThrownBy(() -> TokenSeal.in(folder))
                    .hasFieldOrPropertyWithValue("code", "auth/sealing-key")
                    .hasMessageContaining("rest-call.key")
                    .hasMessageNotContaining("Base64 *")
                    .hasMessageNotContaining("c2hvcnQ");
        }
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> TokenSeal.in(missing)).hasMessageContaining(missing.toString());
    }
}
