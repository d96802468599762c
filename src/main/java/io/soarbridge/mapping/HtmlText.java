package io.soarbridge.mapping;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** HTML as a person would type it: a line for each block, bullets, the target of a link behind its text. */
final class HtmlText implements NodeVisitor {
    private static final Set<String> UNSEEN = Set.of("script", "style", "head", "title", "template", "noscript");
    private static final Set<String> APART =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote");

    private final StringBuilder out = new StringBuilder();
    private int unseen;
    private int preserved;

    private HtmlText() {}

    static String of(Document document) {
        HtmlText text = new HtmlText();
        NodeTraversor.traverse(text, document.body());
        return text.out.toString().replaceAll("[ \\t]+\\n", "\n").strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
            if (unseen == 0) {
                append(text.getWholeText());
            }
        } else if (node instanceof Element element) {
            begin(element);
        }
    }

    private void begin(Element element) {
        String tag = element.normalName();
        if (UNSEEN.contains(tag)) {
            unseen++;
        } else if (tag.equals("br")) {
            out.append('\n');
        } else if (tag.equals("li")) {
            line();
            out.append("- ");
        } else if (tag.equals("hr")) {
            line();
            out.append("---");
        } else if (isCell(tag)) {
            out.append(element.previousElementSibling() == null ? "" : " | ");
        } else if (element.isBlock() || tag.equals("tr")) {
            line();
        }
        preserved += tag.equals("pre") ? 1 : 0;
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        String tag = element.normalName();
        preserved -= tag.equals("pre") ? 1 : 0;
        if (UNSEEN.contains(tag)) {
            unseen--;
        } else if (tag.equals("a")) {
            target(element);
        } else if (!isCell(tag) && (element.isBlock() || tag.equals("tr") || tag.equals("li"))) {
            line();
            if (APART.contains(tag)) {
                paragraph();
            }
        }
    }

    private static boolean isCell(String tag) {
        return tag.equals("td") || tag.equals("th");
    }

    private void target(Element link) {
        String href = link.attr("href").strip();
        boolean followed = href.toLowerCase(Locale.ROOT).matches("(https?|mailto):.*");
        if (unseen == 0 && followed && !href.equals(link.text().strip())) {
            out.append(" (").append(href).append(')');
        }
    }

    private void append(String text) {
        if (preserved > 0) {
            out.append(text);
            return;
        }
        String folded = text.replaceAll("[ \\t\\r\\n\\f]+", " ");
        boolean atStart = out.length() == 0 || Character.isWhitespace(out.charAt(out.length() - 1));
        out.append(atStart && folded.startsWith(" ") ? folded.substring(1) : folded);
    }

    private void line() {
        while (out.length() > 0 && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        if (out.length() > 0 && out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }

    private void paragraph() {
        int end = out.length();
        if (end > 1 && !(out.charAt(end - 1) == '\n' && out.charAt(end - 2) == '\n')) {
            out.append('\n');
        }
    }
}
