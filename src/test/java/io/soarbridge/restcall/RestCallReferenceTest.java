package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/reference/rest-call.md says how each input is given at each door, from the table that the doors are made of. */
class RestCallReferenceTest {
    private static final Path PAGE = Path.of("docs/reference/rest-call.md");
    private static final String REGENERATE = "mvn -q test -Dtest=RestCallReferenceTest -Dsoarbridge.regenerate=true";

    @Test
    void is_current() throws Exception {
        String expected = page();
        if (Boolean.getBoolean("soarbridge.regenerate")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as("it is generated; write it anew with: %s", REGENERATE)
                .hasContent(expected);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Inputs of the REST call function, door by door

                <!-- Generated: %s -->

                One function, four doors; how to use them is in [the REST call function](../rest-call.md). At each door an input has the
                name that it has in IBM's fn_rest_api 1.3.1:

                - **HTTP**: a key of the JSON object that is posted to `/api/rest-call`
                - **Route step**: a parameter of `kamelet:rest-call-action`, or a key of the message for `direct:rest-call`
                - **STOMP**: a field of the function `rest_api`
                - **Command line**: the option below, or a key of the file that `--inputs` names

                Kinds of values. *text*: a text; a platform's `{id, name}` of a select counts as its name. *data*: JSON, JSON as text, or
                lines of `key: value`; without its outer braces too when it has two members or more. *number* and *flag*: as in JSON.

                | input | HTTP, STOMP | route step | command line | meaning |
                |---|---|---|---|---|
                """.formatted(REGENERATE));
        for (InputSpec spec : InputSpec.ALL) {
            page.append("| `%s` | %s | %s | `%s` | %s |\n"
                    .formatted(
                            spec.name(),
                            spec.type().name().toLowerCase(Locale.ROOT),
                            spec.type() == InputSpec.Type.DATA
                                    ? "text"
                                    : spec.type().name().toLowerCase(Locale.ROOT),
                            spec.option(),
                            spec.meaning() + (spec.credential() ? " Not echoed when written in clear." : "")));
        }
        return page.toString().stripTrailing() + "\n";
    }
}
