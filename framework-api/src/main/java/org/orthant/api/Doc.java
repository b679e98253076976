package org.orthant.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a plugin or one of its parameters, as shown by {@code orthant plugins}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Doc {
  /** One line, without a full stop. */
  String value();

  /** The formula in plain text, where there is one. */
  String formula() default "";

  /** The publication it comes from, where there is one. */
  String source() default "";
}
