package io.soarbridge.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics in Prometheus' text format, read strictly: each sample must belong to a family that HELP and TYPE announced. */
public final class Exposition {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([-+]?(?:[0-9.eE+-]+|Inf|NaN))");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\",?");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");

    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, String> helps = new TreeMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();

    private Exposition() {}

    /** @throws IllegalArgumentException quoting the first line that is wrong */
    public static Exposition parse(String text) {
        Exposition read = new Exposition();
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line does not end");
        }
        for (String line : text.split("\n")) {
            read.line(line);
        }
        return read;
    }

    private void line(String line) {
        if (line.startsWith("# HELP ")) {
            String[] parts = line.substring(7).split(" ", 2);
            require(parts.length == 2 && !parts[1].isBlank() && helps.put(parts[0], parts[1]) == null, line);
        } else if (line.startsWith("# TYPE ")) {
            String[] parts = line.substring(7).split(" ");
            require(parts.length == 2 && TYPES.contains(parts[1]) && types.put(parts[0], parts[1]) == null, line);
        } else {
            sample(line);
        }
    }

    private void sample(String line) {
        Matcher matcher = SAMPLE.matcher(line);
        require(matcher.matches(), line);
        String family = family(matcher.group(1));
        require(family != null && helps.containsKey(family), line);
        Map<String, String> labels = labels(matcher.group(2), line);
        require(samples.put(matcher.group(1) + labels, value(matcher.group(3))) == null, line);
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static Map<String, String> labels(String text, String line) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            Matcher matcher = LABEL.matcher(text);
            int end = 0;
            while (matcher.find() && matcher.start() == end) {
                require(labels.put(matcher.group(1), matcher.group(2)) == null, line);
                end = matcher.end();
            }
            require(end == text.length(), line);
        }
        return labels;
    }

    private String family(String sample) {
        if (types.containsKey(sample)) {
            require(!types.get(sample).equals("histogram"), sample);
            return sample;
        }
        for (String suffix : new String[] {"_bucket", "_count", "_sum"}) {
            if (sample.endsWith(suffix)) {
                String family = sample.substring(0, sample.length() - suffix.length());
                String type = types.get(family);
                if ("histogram".equals(type) || "summary".equals(type) && !suffix.equals("_bucket")) {
                    return family;
                }
            }
        }
        return null;
    }

    private static void require(boolean holds, String line) {
        if (!holds) {
            throw new IllegalArgumentException("not Prometheus text: " + line);
        }
    }

    /** Names as a query writes them, those of histograms with their suffixes. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.keySet().forEach(sample -> names.add(sample.substring(0, sample.indexOf('{'))));
        return names;
    }

    /** Families and their types. */
    public Map<String, String> types() {
        return types;
    }

    public int series() {
        return samples.size();
    }

    /** @param labels {@code name=value, name=value}, sorted by name */
    public double value(String name, String labels) {
        Double value = samples.get(name + "{" + labels + "}");
        if (value == null) {
            throw new AssertionError("no sample %s{%s}".formatted(name, labels));
        }
        return value;
    }
}
