package org.orthant.framework.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.PluginType;

/** Plugins as lines for a terminal. */
record PluginsText(PrintStream out) {

  void list(PluginKind kind, List<PluginType<?>> plugins) {
    out.println(kind.id());
    plugins.forEach(plugin -> out.printf(Locale.ROOT, "  %-18s %s%n", plugin.id(), plugin.doc()));
  }

  /**
   * @param networks what each is, by its name
   */
  void listTrained(Map<String, String> networks) {
    out.println("trained networks, as network: { pretrained: NAME }");
    networks.forEach((name, doc) -> out.printf(Locale.ROOT, "  %-18s %s%n", name, doc));
  }

  void explain(PluginType<?> plugin) {
    out.printf(Locale.ROOT, "%s (%s)%n  %s%n", plugin.id(), plugin.kind().id(), plugin.doc());
    if (!plugin.formula().isEmpty()) {
      out.println("  formula: " + plugin.formula());
    }
    if (!plugin.source().isEmpty()) {
      out.println("  source:  " + plugin.source());
    }
    if (plugin.parameters().isEmpty()) {
      out.println("  no parameters");
    } else {
      out.println("  parameters:");
      DescribedParameter.of(plugin).forEach(this::explain);
    }
  }

  private void explain(DescribedParameter parameter) {
    if (parameter.isRecord()) {
      out.printf(Locale.ROOT, "    %-28s %s%n", parameter.name(), parameter.doc());
    } else {
      out.printf(
          Locale.ROOT,
          "    %-28s %s; %s%s%n",
          parameter.name(),
          parameter.doc(),
          parameter.type().words(),
          parameter
              .fallback()
              .map(parameter.type()::text)
              .map(text -> ", default " + text)
              .orElse(""));
    }
  }
}
