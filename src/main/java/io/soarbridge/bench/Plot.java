package io.soarbridge.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures as a picture (SVG): one panel of bars for each unit, with the targets as lines, and the backlog's filling as curves. */
final class Plot {
    private static final int WIDTH = 900;
    private static final int LABELS = 430;
    private static final int BARS = 330;
    private static final int ROW = 22;
    private static final int GAP = 46;
    private static final int CURVES = 180;

    private static final String PLAIN = "#5b7083";
    private static final String MET = "#2a7f62";
    private static final String MISSED = "#b3452c";

    private final StringBuilder svg = new StringBuilder();
    private int y = 20;

    private Plot() {}

    static String of(List<Figure> figures, List<Results.Slice> slices) {
        Plot plot = new Plot();
        for (String unit : figures.stream().map(Figure::unit).distinct().toList()) {
            List<Figure> panel =
                    figures.stream().filter(f -> f.unit().equals(unit)).toList();
            if (!unit.isEmpty()) {
                plot.bars(unit, panel);
            }
        }
        if (slices.size() > 1) {
            plot.curves(slices);
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                %s</svg>
                """.formatted(WIDTH, plot.y, plot.svg);
    }

    private void bars(String unit, List<Figure> figures) {
        heading(unit);
        double most = figures.stream()
                .mapToDouble(f ->
                        Math.max(f.value(), f.target() == null ? 0 : f.target().limit()))
                .max()
                .orElse(1);
        for (Figure figure : figures) {
            bar(figure, BARS / Math.max(most, 1e-9));
        }
        y += GAP - ROW;
    }

    private void bar(Figure figure, double scale) {
        boolean wanted = figure.target() != null;
        text(LABELS - 8, y + 12, "end", figure.scenario().word() + ": " + figure.name());
        double width = Math.max(1, figure.value() * scale);
        rect(LABELS, y, width, ROW - 6, !wanted ? PLAIN : figure.met() ? MET : MISSED);
        if (wanted) {
            double at = LABELS + figure.target().limit() * scale;
            line(at, y - 3, at, y + ROW - 3);
        }
        text(LABELS + BARS + 8, y + 12, "start", (figure.shown() + "  " + figure.wanted()).strip());
        y += ROW;
    }

    private void curves(List<Results.Slice> slices) {
        heading("while the backlog fills, up to %,d events"
                .formatted(slices.get(slices.size() - 1).waiting()));
        curve(slices, "CPU per event, µs", PLAIN, Results.Slice::cpuMicros, 0);
        curve(slices, "memory, MB", MISSED, slice -> Bench.megabytes(slice.residentBytes()), 1);
        y += CURVES + GAP / 2;
    }

    private void curve(
            List<Results.Slice> slices, String name, String colour, ToDoubleFunction<Results.Slice> value, int number) {
        double most = slices.stream().mapToDouble(value).max().orElse(1);
        List<String> points = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            double x = 60 + (WIDTH - 320.0) * i / (slices.size() - 1);
            double height = value.applyAsDouble(slices.get(i)) / Math.max(most, 1e-9) * (CURVES - 10);
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y + CURVES - height));
        }
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"%s\"/>%n"
                .formatted(colour, String.join(" ", points)));
        rect(WIDTH - 240, y + 10 + number * ROW, 12, 12, colour);
        text(WIDTH - 222, y + 20 + number * ROW, "start", String.format(Locale.ROOT, "%s, 0 to %.0f", name, most));
        line(60, y + CURVES, WIDTH - 260, y + CURVES);
    }

    private void heading(String words) {
        svg.append("<text x=\"20\" y=\"%d\" font-weight=\"bold\">%s</text>%n".formatted(y, escaped(words)));
        y += 14;
    }

    private void text(double x, double at, String anchor, String words) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                at,
                anchor,
                escaped(words)));
    }

    private void rect(double x, double at, double width, double height, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                x,
                at,
                width,
                height,
                colour));
    }

    private void line(double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#222222\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
