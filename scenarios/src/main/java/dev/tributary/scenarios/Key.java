package dev.tributary.scenarios;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key of scenario files, declared where its value is held. Reader, writer, the published schema
 * and {@code docs/configuration.md} come from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
    /** Name in a scenario; that of the component when empty. */
    String name() default "";

    /** Kind of the number and its units. */
    Quantity in() default Quantity.NUMBER;

    /** Closed range, such as {@code 8 kbps..1 Gbps}; shares have 0..100 % when empty. */
    String range() default "";

    /**
     * Word that may stand in place of a number, and that number, such as {@code off = -1}; of an
     * {@link java.util.Optional} the word for its being empty, such as {@code network}.
     */
    String word() default "";

    /** Whole that a share must name, such as {@code mobile} in {@code 50 % of mobile}. */
    String of() default "";

    /**
     * Names of the entries of a list that is written as a map, with {@code ", "} between them; an
     * entry left out is 0.
     */
    String names() default "";

    /** Value when the key is not given, as in a scenario; empty when it must be given. */
    String usual() default "";

    /** What the value means: a sentence without its full stop. */
    String text();

    /** Where the usual value comes from. */
    String source() default "";
}
