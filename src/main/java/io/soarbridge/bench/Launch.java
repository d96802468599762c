package io.soarbridge.bench;

import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.process.BridgeProcess;
import java.nio.file.Path;

/** How this program is started once more. */
public interface Launch {
    /**
     * One bridge to be started.
     *
     * @param name of what it is for, unlike any other's
     * @param java home of the Java to run on, null for the one that runs this
     */
    record Child(String name, Path propertiesFile, Path log, Path java) {}

    /** Not started yet. */
    BridgeProcess bridge(Child child);

    /** Makes ready what a first start on this Java would make, such as an archive of classes. */
    void prepare(Path java, Path log);

    /** Folder with the routes of the bundle. */
    Path routes();

    /** The ledger that these settings name, beside the bridge that runs on it. */
    OutboxStore ledger(Path propertiesFile);

    /**
     * Of a Java, such as {@code 17.0.15}.
     *
     * @param java its home, null for the one that runs this
     */
    String version(Path java);
}
