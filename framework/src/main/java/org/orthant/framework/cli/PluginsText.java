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
    TextTable.print(
        out, plugins.stream().map(plugin -> List.of(plugin.id(), plugin.doc())).toList());
  }

  /**
   * @param networks what each is, by its name
   */
  void listTrained(Map<String, String> networks) {
    out.println("trained networks, as network: { pretrained: NAME }");
    TextTable.print(
        out,
        networks.entrySet().stream()
            .map(network -> List.of(network.getKey(), network.getValue()))
            .toList());
  }

  void explain(PluginType<?> plugin) {
    out.printf(Locale.ROOT, "%s (%s)%n", plugin.id(), plugin.kind().id());
    out.println(TextTable.wrapped("  ", plugin.doc(), 2));
    if (!plugin.formula().isEmpty()) {
      out.println(TextTable.wrapped("  formula: ", plugin.formula(), 11));
    }
    if (!plugin.source().isEmpty()) {
      out.println(TextTable.wrapped("  source:  ", plugin.source(), 11));
    }
    if (plugin.parameters().isEmpty()) {
      out.println("  no parameters");
    } else {
      out.println("  parameters:");
      TextTable.print(out, DescribedParameter.of(plugin).stream().map(PluginsText::row).toList());
    }
  }

  private static List<String> row(DescribedParameter parameter) {
    return List.of(
        "  " + parameter.name(),
        parameter.isRecord()
            ? parameter.doc()
            : String.format(
                Locale.ROOT,
                "%s; %s%s",
                parameter.doc(),
                parameter.type().words(),
                parameter
                    .fallback()
                    .map(parameter.type()::text)
                    .map(text -> ", default " + text)
                    .orElse("")));
  }
}
