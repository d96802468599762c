package io.soarbridge.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Defines one setting at the record component that holds it. Parsing, checking, the sample file and the reference page all come
 * from here, by way of {@link KeySpec}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Key {
    /** Below the prefix of the record; for a component that is a record, the prefix of its own keys. */
    String name();

    /** The default as an operator would write it; empty when there is none. */
    String value() default "";

    /** What it is for, in one sentence. */
    String doc() default "";

    /** Whether it must be given (when {@link #when()} holds). */
    boolean required() default false;

    /** What stands for a missing value, in words, where {@link #value()} cannot say it. */
    String unset() default "";

    boolean mayBeEmpty() default false;

    /** {@code <key>=<value>} of the same record: the key is refused unless that one has this value. */
    String when() default "";

    /** Least value, written like the value itself. */
    String min() default "";

    /** Greatest value, written like the value itself. */
    String max() default "";

    /** How the text is read, when the component's type does not say it. */
    Kind kind() default Kind.BY_TYPE;
}
