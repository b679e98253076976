package org.orthant.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name by which a configuration refers to a plugin, in kebab-case. An id never changes its
 * meaning; two plugins of one kind with the same id are an error. A constant of an enum that is a
 * parameter may have one as well, such as {@code 0..255}, where its own name does not serve.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface Id {
  String value();
}
