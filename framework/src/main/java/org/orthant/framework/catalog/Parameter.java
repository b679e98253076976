package org.orthant.framework.catalog;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;

/**
 * A parameter of a plugin, or of a record inside one.
 *
 * @param name as a configuration writes it, in kebab-case
 * @param component the record component's name
 * @param type what may be written
 * @param doc what it is for, one line; empty where the author said nothing
 */
public record Parameter(String name, String component, ParameterType type, String doc) {

  /**
   * The parameter that a record component stands for.
   *
   * @throws BadInputException if a configuration cannot write its type
   */
  static Parameter of(RecordComponent declared) {
    String component = declared.getName();
    String name = KebabCase.ofComponent(component);
    Doc doc = declared.getAnnotation(Doc.class);
    try {
      ParameterType type = ParameterType.of(declared.getGenericType());
      return new Parameter(name, component, type, doc == null ? "" : doc.value());
    } catch (BadInputException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s, component %s: %s",
              declared.getDeclaringRecord().getName(),
              component,
              e.getMessage()),
          e);
    }
  }
}
