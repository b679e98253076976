package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.orthant.api.BadInputException;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.PluginType;
import org.orthant.framework.config.PretrainedNetworks;
import org.orthant.framework.config.Wording;

/** Lists the plugins, or explains one. */
final class PluginsCommand implements Command {
  private static final Option MARKDOWN =
      Option.builder()
          .longOpt("markdown")
          .desc("explain all plugins on one page, in Markdown")
          .get();

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
  public List<String> examples() {
    return List.of("plugins", "plugins gbt");
  }

  @Override
  public Options options() {
    return new Options().addOption(MARKDOWN);
  }

  @Override
  public int execute(CommandLine line) {
    if (line.hasOption(MARKDOWN)) {
      markdown(line.getArgList());
    } else if (line.getArgList().isEmpty()) {
      list();
    } else {
      explain(RunFile.onlyArgument(line, "at most one ID"));
    }
    return ExitCode.DONE;
  }

  private void list() {
    PluginsText text = new PluginsText(out);
    all().forEach(text::list);
    Optional.of(pretrained.all()).filter(all -> !all.isEmpty()).ifPresent(text::listTrained);
  }

  private void markdown(List<String> ids) {
    if (!ids.isEmpty()) {
      throw new BadInputException("--markdown shows all plugins; expected no ID, got " + ids);
    }
    PluginsMarkdown page = new PluginsMarkdown(out);
    page.begin();
    all().forEach(page::list);
    Optional.of(pretrained.all()).filter(all -> !all.isEmpty()).ifPresent(page::listTrained);
  }

  /** The kinds of which there are plugins. */
  private Map<PluginKind, List<PluginType<?>>> all() {
    Map<PluginKind, List<PluginType<?>>> all = new EnumMap<>(PluginKind.class);
    for (PluginKind kind : PluginKind.values()) {
      List<PluginType<?>> plugins = catalog.all(kind);
      if (!plugins.isEmpty()) {
        all.put(kind, plugins);
      }
    }
    return all;
  }

  private void explain(String id) {
    List<PluginType<?>> found =
        Stream.of(PluginKind.values()).flatMap(kind -> catalog.find(kind, id).stream()).toList();
    if (found.isEmpty()) {
      List<String> all =
          Stream.of(PluginKind.values()).flatMap(kind -> catalog.ids(kind).stream()).toList();
      throw new BadInputException(
          Wording.unknown("plugin", id, all) + "; orthant plugins lists all");
    }
    found.forEach(new PluginsText(out)::explain);
  }
}
