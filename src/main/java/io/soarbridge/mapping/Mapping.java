package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.exception.JsonQueryUserException;
import net.thisptr.jackson.jq.path.Path;

/**
 * One compiled transformation from a JSON value to a JSON value. Thread-safe; the input is never changed.
 *
 * <p>The result may share parts with the input and with the variables, so treat all of them as read-only afterwards. Whole numbers
 * that the mapping computed are integers in the result ({@code 93}, not {@code 93.0}); numbers that it only passed on keep their
 * digits. {@code $settings} and {@code $input} are empty objects unless given.
 */
public final class Mapping {
    private final String file;
    private final Expression query;
    private final Scope scope;

    Mapping(String file, Expression query, Scope scope) {
        this.file = file;
        this.query = query;
        this.scope = scope;
    }

    public JsonNode apply(JsonNode input) {
        return apply(input, Map.of());
    }

    /**
     * @param variables by name without the dollar sign, seen by the mapping as {@code $name}
     * @return exactly one value, JSON null allowed
     * @throws MappingException when the mapping raises an error (its message is passed on), yields nothing or several values
     */
    public JsonNode apply(JsonNode input, Map<String, JsonNode> variables) {
        Single result = new Single();
        Evaluation outer = new Evaluation(input, variables).enter();
        try {
            query.apply(own(variables), input, null, result::add, false);
        } catch (JsonQueryUserException e) {
            throw failed(Text.cut(e.getMessage(), Text.MAX_MESSAGE), e);
        } catch (Evaluation.TooSlow e) {
            throw tooSlow();
        } catch (JsonQueryException | RuntimeException e) {
            throw failed(Text.cut(Text.firstLine(e.getMessage()), 160), e);
        } catch (StackOverflowError e) {
            throw failed("the mapping calls itself too deeply for this input", null);
        } finally {
            Evaluation.leave(outer);
        }
        if (result.count != 1) {
            throw new MappingException(
                    "mapping/not-one-result",
                    "Running the mapping " + file + ": ",
                    "it gave " + result.count
                            + " values where exactly one is needed. Correct the mapping: null stands for nothing, an array for many.",
                    null);
        }
        return Numbers.settled(result.value, input);
    }

    /** A scope for this run alone: a definition within the mapping is put into it. */
    private Scope own(Map<String, JsonNode> variables) {
        Scope own = Scope.newChildScope(scope);
        variables.forEach(own::setValue);
        return own;
    }

    Compiler.Compiled compiled() {
        return new Compiler.Compiled(scope, query);
    }

    private MappingException tooSlow() {
        return new MappingException(
                "mapping/too-slow",
                "Running the mapping " + file + ": ",
                "it was stopped because it did not come to an end with this input. Correct the mapping: most likely it goes round in circles, or over every pair of a long list, or a regular expression tries too many ways, as (a+)+ does.",
                null);
    }

    private MappingException failed(String reason, Throwable cause) {
        return new MappingException("mapping/failed", "Running the mapping " + file + ": ", reason, cause);
    }

    private static final class Single {
        private int count;
        private JsonNode value;

        void add(JsonNode node, Path path) {
            count++;
            value = node;
        }
    }
}
