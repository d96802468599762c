package io.soarbridge.simulator.splunk;

/**
 * One column of a table.
 *
 * @param target table that a {@link Kind#REFERENCE} points into, else null
 */
record Column(Kind kind, String target) {
    enum Kind {
        NUMBER,
        TEXT,
        TRUTH,
        TIME,
        JSON,
        REFERENCE,
        /** written as a name, filtered by name or by id */
        NAMED
    }

    /** @param word {@code n}, {@code b}, {@code d}, {@code j}, {@code >table}, {@code =table}, or nothing for text */
    static Column of(String word) {
        if (word.startsWith(">")) {
            return new Column(Kind.REFERENCE, word.substring(1));
        }
        if (word.startsWith("=")) {
            return new Column(Kind.NAMED, word.substring(1));
        }
        return new Column(
                switch (word) {
                    case "n" -> Kind.NUMBER;
                    case "b" -> Kind.TRUTH;
                    case "d" -> Kind.TIME;
                    case "j" -> Kind.JSON;
                    default -> Kind.TEXT;
                },
                null);
    }
}
