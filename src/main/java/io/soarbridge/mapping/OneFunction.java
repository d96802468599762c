package io.soarbridge.mapping;

import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;

/** A function that may give exactly one value for its input, depending on its arguments. */
interface OneFunction extends Function {
    /** Null when a call with these arguments may give none or several values. */
    One called(List<Expression> args);
}
