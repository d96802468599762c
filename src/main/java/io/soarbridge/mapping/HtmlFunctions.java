package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.UnaryOperator;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * Between HTML, Markdown and text: {@code html_clean}, {@code html_to_text}, {@code text_to_html}, {@code markdown_to_html}. Whatever
 * comes out as HTML is safe to show: formatting, lists, tables and links stay; scripts, styles, images, frames, forms and handlers go.
 */
final class HtmlFunctions {
    /** Beyond this nobody has written Markdown by hand, and its nesting costs more than it says. */
    private static final int LONGEST_MARKDOWN = 256 * 1024;
    /** The parser tries each bracket with each other one: 1 MB of {@code ![[]()} took it minutes. */
    private static final int MOST_BRACKETS = 5_000;
    /** With more tags than any report has, HTML is taken as text: reading what is nested without end takes longer and longer. */
    private static final int MOST_TAGS = 50_000;

    private static final Safelist SAFE = Safelist.basic()
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "hr", "div", "s", "del", "ins")
            .addTags("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
            .addAttributes("th", "colspan", "rowspan")
            .addAttributes("td", "colspan", "rowspan")
            .removeProtocols("a", "href", "ftp")
            .addEnforcedAttribute("a", "rel", "nofollow noopener noreferrer");
    private static final Document.OutputSettings PLAIN = new Document.OutputSettings()
            .prettyPrint(false)
            .escapeMode(Entities.EscapeMode.base)
            .charset("UTF-8");
    private static final Parser MARKDOWN = Parser.builder().build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().build();

    private HtmlFunctions() {}

    static void addTo(Scope scope) {
        add(scope, "html_clean", HtmlFunctions::clean);
        add(scope, "html_to_text", html -> isTooMuch(html) ? html : HtmlText.of(Jsoup.parseBodyFragment(html)));
        add(scope, "text_to_html", HtmlFunctions::escaped);
        add(scope, "markdown_to_html", HtmlFunctions::rendered);
    }

    private static void add(Scope scope, String name, UnaryOperator<String> change) {
        scope.addFunction(name, 0, NativeFunction.of(in -> applied(in, name, change)));
    }

    private static JsonNode applied(JsonNode in, String name, UnaryOperator<String> change) throws JsonQueryException {
        if (in.isNull()) {
            return in;
        }
        if (!in.isTextual()) {
            throw new JsonQueryException(name + " needs text or null, not " + in.getNodeType());
        }
        return TextNode.valueOf(change.apply(in.textValue()));
    }

    private static boolean isTooMuch(String html) {
        return isMoreThan(MOST_TAGS, '<', html);
    }

    private static boolean isMoreThan(int most, char wanted, String text) {
        return text.chars().filter(c -> c == wanted).limit(most + 1L).count() > most;
    }

    private static String clean(String html) {
        if (isTooMuch(html)) {
            return escaped(html);
        }
        Document safe = new Cleaner(SAFE).clean(Jsoup.parseBodyFragment(html));
        return safe.outputSettings(PLAIN).body().html();
    }

    private static String escaped(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\n", "<br>");
    }

    private static String rendered(String markdown) {
        if (markdown.length() > LONGEST_MARKDOWN || isMoreThan(MOST_BRACKETS, '[', markdown)) {
            return escaped(markdown);
        }
        try {
            return clean(RENDERER.render(MARKDOWN.parse(markdown))).strip();
        } catch (StackOverflowError e) {
            return escaped(markdown); // quotes within quotes by the thousand, which nobody meant
        }
    }
}
