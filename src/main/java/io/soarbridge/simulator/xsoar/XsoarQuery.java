package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A parsed search query: a tree of conditions over something with named values. */
sealed interface XsoarQuery {
    boolean matches(Document document);

    /** What a query looks at. */
    interface Document {
        /** All values of the field, lower-cased name; empty when it has none or there is no such field. */
        List<JsonNode> values(String field);

        /** The values that words without a field name are looked up in. */
        List<JsonNode> searchable();

        /** Whether the field is prose, matched word by word, and not one keyword. */
        boolean isProse(String field);
    }

    /** Everything. */
    record All() implements XsoarQuery {
        @Override
        public boolean matches(Document document) {
            return true;
        }
    }

    record And(List<XsoarQuery> parts) implements XsoarQuery {
        @Override
        public boolean matches(Document document) {
            return parts.stream().allMatch(part -> part.matches(document));
        }
    }

    record Or(List<XsoarQuery> parts) implements XsoarQuery {
        @Override
        public boolean matches(Document document) {
            return parts.stream().anyMatch(part -> part.matches(document));
        }
    }

    record Not(XsoarQuery part) implements XsoarQuery {
        @Override
        public boolean matches(Document document) {
            return !part.matches(document);
        }
    }

    /** A word or phrase anywhere. */
    record Words(String value) implements XsoarQuery {
        @Override
        public boolean matches(Document document) {
            return document.searchable().stream().anyMatch(node -> TermMatch.prose(node.asText(), value));
        }
    }

    /**
     * {@code field:value}.
     *
     * @param field lower-cased
     */
    record Term(String field, String value) implements XsoarQuery {
        @Override
        public boolean matches(Document document) {
            List<JsonNode> values = document.values(field);
            if (value.isEmpty()) {
                return values.stream().allMatch(node -> node.asText().isEmpty());
            }
            boolean prose = document.isProse(field);
            String wanted = number(field, value);
            return values.stream()
                    .anyMatch(node -> prose ? TermMatch.prose(node.asText(), value) : TermMatch.keyword(node, wanted));
        }

        /** Status and severity may be asked for by name. */
        private static String number(String field, String value) {
            String lower = value.toLowerCase(Locale.ROOT);
            if (field.equals("status")) {
                return switch (lower) {
                    case "pending" -> "0";
                    case "active" -> "1";
                    case "closed", "done" -> "2";
                    case "archive", "archived" -> "3";
                    default -> value;
                };
            }
            if (field.equals("severity")) {
                return switch (lower) {
                    case "unknown" -> "0";
                    case "informational", "info" -> "0.5";
                    case "low" -> "1";
                    case "medium" -> "2";
                    case "high" -> "3";
                    case "critical" -> "4";
                    default -> value;
                };
            }
            return value;
        }
    }

    /** {@code field:>=value} and its like. */
    record Range(String field, String operator, String value, Instant now) implements XsoarQuery {
        @Override
        public boolean matches(Document document) {
            return document.values(field).stream().anyMatch(node -> {
                Integer order = TermMatch.compare(node, value, now);
                return order != null
                        && switch (operator) {
                            case ">" -> order > 0;
                            case ">=" -> order >= 0;
                            case "<" -> order < 0;
                            default -> order <= 0;
                        };
            });
        }
    }
}
