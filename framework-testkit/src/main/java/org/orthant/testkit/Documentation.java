package org.orthant.testkit;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.orthant.api.Doc;
import org.orthant.api.spi.Plugin;

/** What is missing in the documentation of a plugin and of the records inside its parameters. */
final class Documentation {
  private final List<String> problems = new ArrayList<>();
  private final Set<Class<?>> seen = new HashSet<>();

  private Documentation() {}

  /** One line for each; empty where nothing is missing. */
  static List<String> problems(Class<?> plugin) {
    Documentation documentation = new Documentation();
    documentation.check(plugin.getSimpleName(), plugin.getAnnotation(Doc.class));
    documentation.components(plugin);
    return documentation.problems;
  }

  private void components(Class<?> type) {
    if (!type.isRecord() || !seen.add(type)) {
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      check(
          type.getSimpleName() + ", component " + component.getName(),
          component.getAnnotation(Doc.class));
      inside(component.getGenericType());
    }
  }

  /** Another plugin speaks for itself. */
  private void inside(Type type) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        inside(argument);
      }
    } else if (type instanceof Class<?> plain && !Plugin.class.isAssignableFrom(plain)) {
      components(plain);
    }
  }

  private void check(String subject, Doc doc) {
    if (doc == null) {
      problems.add(subject + " has no @Doc: say in one line what it is for");
    } else if (!PluginContract.isOneLine(doc.value())) {
      problems.add(subject + ": @Doc must be one line that says something");
    } else if (doc.value().strip().endsWith(".")) {
      problems.add(subject + ": @Doc must not end with a full stop");
    }
  }
}
