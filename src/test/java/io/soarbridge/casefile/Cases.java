package io.soarbridge.casefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary valid cases, with everything absent that may be. */
final class Cases {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Cases() {}

    static Arbitrary<Case> any() {
        Arbitrary<Function<Case, Case>> dates =
                Combinators.combine(instants(), instants(), instants()).as((a, b, c) -> x -> copy(x, a, b, c));
        Arbitrary<Case> first = Combinators.combine(
                        texts().filter(t -> !t.isEmpty()),
                        Combinators.combine(nullable(), nullable(), nullable(), nullable())
                                .as(Case.Source::new),
                        nullable(),
                        description(),
                        coded(6),
                        coded(5),
                        coded(10).injectNull(0.3),
                        owner())
                .as((uid, source, title, text, severity, status, verdict, owner) -> new Case(
                        uid,
                        source,
                        title,
                        text,
                        severity,
                        status,
                        verdict,
                        null,
                        null,
                        null,
                        owner,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        NODES.objectNode(),
                        null));
        Arbitrary<Case> second = Combinators.combine(
                        first,
                        Combinators.combine(nullable(), nullable(), nullable()).as(Tuple::of),
                        texts().list().ofMaxSize(3),
                        coded(4).injectNull(0.3),
                        observables(),
                        attacks(),
                        comments(),
                        attachments())
                .as((c, words, labels, priority, observables, attacks, comments, attachments) -> new Case(
                        c.uid(),
                        c.source(),
                        c.title(),
                        c.description(),
                        c.severity(),
                        c.status(),
                        c.verdict(),
                        words.get1(),
                        words.get2(),
                        null,
                        c.owner(),
                        words.get3(),
                        labels,
                        priority,
                        null,
                        null,
                        observables,
                        attacks,
                        comments,
                        attachments,
                        c.custom(),
                        null));
        return Combinators.combine(second, dates, objects(), trees().injectNull(0.2))
                .as((c, withDates, custom, raw) -> withDates.apply(new Case(
                        c.uid(),
                        c.source(),
                        c.title(),
                        c.description(),
                        c.severity(),
                        c.status(),
                        c.verdict(),
                        c.closeReason(),
                        c.closeNotes(),
                        null,
                        c.owner(),
                        c.type(),
                        c.labels(),
                        c.priority(),
                        null,
                        null,
                        c.observables(),
                        c.attacks(),
                        c.comments(),
                        c.attachments(),
                        custom,
                        raw == null || raw.isNull() ? null : raw)));
    }

    private static Case copy(Case c, Instant closed, Instant created, Instant updated) {
        return new Case(
                c.uid(),
                c.source(),
                c.title(),
                c.description(),
                c.severity(),
                c.status(),
                c.verdict(),
                c.closeReason(),
                c.closeNotes(),
                closed,
                c.owner(),
                c.type(),
                c.labels(),
                c.priority(),
                created,
                updated,
                c.observables(),
                c.attacks(),
                c.comments(),
                c.attachments(),
                c.custom(),
                c.raw());
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(20).map(Cases::wellFormed),
                Arbitraries.of(
                        "", " ", "unassigned", "High", "\r\n", "🚨 שלום", "${x} {{y}} \\ \"", "Closed", "null", "-1"));
    }

    /** JSON text cannot carry half a surrogate pair. */
    private static String wellFormed(String text) {
        return text.codePoints()
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Arbitrary<String> nullable() {
        return texts().injectNull(0.3);
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(-62_135_596_800L, 253_402_300_799L)
                .flatMap(seconds -> Arbitraries.of(0, 500_000_000, 123_000_000, 1, 999_999_999)
                        .map(nanos -> Instant.ofEpochSecond(seconds, nanos)))
                .injectNull(0.3);
    }

    private static Arbitrary<Case.Coded> coded(int highest) {
        return Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.integers().between(0, highest), Arbitraries.just(99)), nullable())
                .as(Case.Coded::new);
    }

    private static Arbitrary<Case.Description> description() {
        return Combinators.combine(texts(), Arbitraries.of(Case.TextFormat.class))
                .as(Case.Description::new)
                .injectNull(0.3);
    }

    private static Arbitrary<Case.Owner> owner() {
        return Combinators.combine(Arbitraries.of(Case.Owner.Kind.class), nullable(), nullable(), nullable())
                .as(Case.Owner::new)
                .injectNull(0.3);
    }

    private static Arbitrary<List<Case.Observable>> observables() {
        return Combinators.combine(
                        Arbitraries.of(CaseReader.OBSERVABLE_TYPES),
                        texts().filter(t -> !t.isEmpty()),
                        Arbitraries.of("md5", "sha1", "sha256", "sha3-256").injectNull(0.6),
                        nullable(),
                        texts().list().ofMaxSize(2))
                .as(Case.Observable::new)
                .list()
                .ofMaxSize(4)
                .uniqueElements(o -> List.of(o.type(), o.value(), String.valueOf(o.hashAlgorithm())));
    }

    private static Arbitrary<List<String>> attacks() {
        return Arbitraries.of("TA0001", "TA0040", "T1059", "T1059.001", "T1078", "T1486")
                .list()
                .ofMaxSize(4)
                .uniqueElements();
    }

    private static Arbitrary<List<Case.Comment>> comments() {
        return Combinators.combine(
                        nullable(),
                        nullable(),
                        instants(),
                        texts(),
                        Arbitraries.of(Case.TextFormat.class),
                        Arbitraries.of(Case.Comment.Visibility.class),
                        nullable())
                .as(Case.Comment::new)
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<List<Case.Attachment>> attachments() {
        return Combinators.combine(
                        nullable(),
                        nullable(),
                        nullable(),
                        Arbitraries.longs().greaterOrEqual(0).injectNull(0.3),
                        Arbitraries.just("ab".repeat(32)).injectNull(0.5))
                .as(Case.Attachment::new)
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<ObjectNode> objects() {
        return Arbitraries.maps(texts(), trees())
                .ofMaxSize(3)
                .map(map -> NODES.objectNode().setAll(map));
    }

    private static Arbitrary<JsonNode> trees() {
        return Arbitraries.oneOf(
                texts().map(NODES::textNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.of("1.50", "1E+400", "0.1", "-0.000")
                        .map(digits ->
                                JsonNodeFactory.withExactBigDecimals(true).numberNode(new BigDecimal(digits))),
                Arbitraries.of("12345678901234567890123").map(digits -> NODES.numberNode(new BigInteger(digits))),
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.just((JsonNode) NODES.nullNode()),
                Arbitraries.integers().list().ofMaxSize(3).map(list -> {
                    var array = NODES.arrayNode();
                    list.forEach(array::add);
                    return array;
                }),
                Arbitraries.maps(texts(), Arbitraries.of("1.50", "2").map(d -> (JsonNode) NODES.textNode(d)))
                        .ofMaxSize(2)
                        .map(map -> NODES.objectNode().setAll(map)));
    }
}
