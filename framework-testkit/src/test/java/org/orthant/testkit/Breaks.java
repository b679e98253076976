package org.orthant.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the contract of a plugin that breaks a rule. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Breaks {
  /** The rule's method. */
  String rule();

  /** A part of what the author of the plugin must be told. */
  String says();

  /** Whether no other rule is broken with it. */
  boolean alone() default true;
}
