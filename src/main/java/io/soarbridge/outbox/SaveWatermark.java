package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.Objects;

/** Moves a watermark from where the caller believes it to be; false, and nothing is changed, when it is elsewhere. */
record SaveWatermark(String name, String expected, String value) implements Operation<Boolean> {
    @Override
    public Boolean run(Ledger ledger) throws SQLException {
        String now = ledger.watermarks.value(name).orElse(null);
        if (value.equals(now)) {
            return true; // an earlier try had worked after all
        }
        if (!Objects.equals(now, expected)) {
            return false;
        }
        ledger.watermarks.set(name, value, ledger.now());
        return true;
    }
}
