package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.Objects;

/** Moves a watermark from where the caller believes it to be; false, and nothing is changed, when it is elsewhere. */
record SaveWatermark(String name, String expected, String value) implements Operation<Boolean> {
    @Override
    public Boolean run(Ledger ledger) throws SQLException {
        if (!Objects.equals(ledger.watermarks.value(name).orElse(null), expected)) {
            return false;
        }
        ledger.watermarks.set(name, value, ledger.now());
        return true;
    }
}
