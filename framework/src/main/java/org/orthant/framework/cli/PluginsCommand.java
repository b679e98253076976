package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.orthant.api.BadInputException;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.Parameter;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.PluginType;
import org.orthant.framework.catalog.Structure;
import org.orthant.framework.config.PretrainedNetworks;
import org.orthant.framework.config.Wording;

/** Lists the plugins, or explains one. */
final class PluginsCommand implements Command {
  private final Catalog catalog;
  private final PretrainedNetworks pretrained;
  private final PrintStream out;

  @Inject
  PluginsCommand(Catalog catalog, PretrainedNetworks pretrained, Console console) {
    this.catalog = catalog;
    this.pretrained = pretrained;
    this.out = console.out();
  }

  @Override
  public String name() {
    return "plugins";
  }

  @Override
  public String arguments() {
    return "[ID]";
  }

  @Override
  public String summary() {
    return "list all plugins, or explain one";
  }

  @Override
  public int execute(CommandLine line) {
    List<String> ids = line.getArgList();
    if (ids.isEmpty()) {
      Stream.of(PluginKind.values()).forEach(this::list);
      listPretrained();
    } else {
      explain(RunFile.onlyArgument(line, "at most one ID"));
    }
    return ExitCode.DONE;
  }

  private void list(PluginKind kind) {
    List<PluginType<?>> plugins = catalog.all(kind);
    if (!plugins.isEmpty()) {
      out.println(kind.id());
      plugins.forEach(plugin -> out.printf("  %-18s %s%n", plugin.id(), plugin.doc()));
    }
  }

  private void listPretrained() {
    Map<String, String> networks = pretrained.all();
    if (!networks.isEmpty()) {
      out.println("trained networks, as network: { pretrained: NAME }");
      networks.forEach((name, doc) -> out.printf("  %-18s %s%n", name, doc));
    }
  }

  private void explain(String id) {
    List<PluginType<?>> found =
        Stream.of(PluginKind.values()).flatMap(kind -> catalog.find(kind, id).stream()).toList();
    if (found.isEmpty()) {
      List<String> all =
          Stream.of(PluginKind.values()).flatMap(kind -> catalog.ids(kind).stream()).toList();
      throw new BadInputException(Wording.unknown("plugin", id, all));
    }
    found.forEach(this::explain);
  }

  private void explain(PluginType<?> plugin) {
    out.printf("%s (%s)%n  %s%n", plugin.id(), plugin.kind().id(), plugin.doc());
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
      parameters(plugin.structure(), plugin.defaults(), "");
    }
  }

  /** A record inside a plugin has the defaults that the plugin gives it, not its own. */
  private void parameters(Structure structure, Optional<Record> defaults, String prefix) {
    for (Parameter parameter : structure.parameters()) {
      String name = prefix + parameter.name();
      Optional<Object> value = defaults.flatMap(record -> structure.value(record, parameter));
      if (parameter.type() instanceof Structure nested) {
        out.printf("    %-28s %s%n", name, parameter.doc());
        parameters(nested, value.map(Record.class::cast), name + ".");
      } else {
        out.printf(
            "    %-28s %s; %s%s%n",
            name,
            parameter.doc(),
            parameter.type().words(),
            value.map(parameter.type()::text).map(text -> ", default " + text).orElse(""));
      }
    }
  }
}
