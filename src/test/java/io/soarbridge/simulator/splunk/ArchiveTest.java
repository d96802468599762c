package io.soarbridge.simulator.splunk;

import static io.soarbridge.simulator.splunk.SplunkBed.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exports, which clients keep as files. */
class ArchiveTest {
    private SplunkBed bed;

    @BeforeEach
    void start() {
        bed = SplunkBed.start();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void exports_are_archives_that_a_tar_reader_takes() throws IOException, InterruptedException {
        bed.container("sent");
        bed.made("/rest/artifact", "{\"container_id\":1,\"name\":\"a\"}");
        bed.token.post(
                "/rest/container_attachment", "{\"container_id\":1,\"file_name\":\"f\",\"file_content\":\"Zm9v\"}");

        assertThat(names(query("/rest/container/1/export", "Filename", "\"c.tgz\"", "file_list[]", "1")))
                .containsExactly("container.json", "artifacts.json", "vault/0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33");
        assertThat(names("/rest/playbook/1/export")).containsExactly("contain_host.json", "contain_host.py");
    }

    private List<String> names(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(bed.simulator.url() + path))
                .header("ph-auth-token", SplunkBed.TOKEN)
                .build();
        byte[] archive = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(archive)).readAllBytes();
        List<String> names = new ArrayList<>();
        for (int at = 0; tar[at] != 0; ) {
            names.add(text(tar, at, 100));
            int size = Integer.parseInt(text(tar, at + 124, 11), 8);
            at += 512 + (size + 511) / 512 * 512;
        }
        return names;
    }

    private static String text(byte[] tar, int at, int length) {
        return new String(tar, at, length, StandardCharsets.UTF_8).replace("\0", "");
    }
}
