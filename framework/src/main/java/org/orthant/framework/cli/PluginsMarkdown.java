package org.orthant.framework.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.PluginType;
import org.orthant.framework.schema.Written;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Plugins as a page of reference. */
record PluginsMarkdown(PrintStream out) {

  void begin() {
    out.println("# Plugins");
    out.println();
    out.println("`./orthant plugins --markdown` writes this page.");
    out.println();
    out.println(
        "A plugin is written as its id, or as `id: { parameters }`. A parameter that is left");
    out.println("out takes its default; the examples write all defaults there are.");
  }

  void list(PluginKind kind, List<PluginType<?>> plugins) {
    String id = kind.id();
    out.printf(
        Locale.ROOT, "%n## %s%ss%n", id.substring(0, 1).toUpperCase(Locale.ROOT), id.substring(1));
    plugins.forEach(this::explain);
  }

  /**
   * @param networks what each is, by its name
   */
  void listTrained(Map<String, String> networks) {
    out.printf(Locale.ROOT, "%n## Trained networks%n%n");
    out.printf(Locale.ROOT, "Written as `network: { pretrained: NAME }`.%n%n");
    out.println("| name | |");
    out.println("|---|---|");
    networks.forEach(
        (name, doc) -> out.printf(Locale.ROOT, "| %s | %s |%n", code(name), text(doc)));
  }

  private void explain(PluginType<?> plugin) {
    out.printf(Locale.ROOT, "%n### %s%n", text(plugin.id()));
    paragraph(plugin.doc().isEmpty() ? "" : text(plugin.doc()) + ".");
    paragraph(plugin.formula().isEmpty() ? "" : "Formula: " + text(plugin.formula()));
    paragraph(plugin.source().isEmpty() ? "" : "Source: " + text(plugin.source()));
    List<DescribedParameter> parameters = DescribedParameter.of(plugin);
    if (parameters.isEmpty()) {
      paragraph("No parameters.");
      return;
    }
    out.println();
    out.println("| parameter | expected | default | |");
    out.println("|---|---|---|---|");
    parameters.forEach(this::row);
    if (parameters.stream().allMatch(parameter -> parameter.fallback().isPresent())) {
      out.printf(Locale.ROOT, "%n```yaml%n%s```%n", example(plugin));
    }
  }

  private void paragraph(String text) {
    if (!text.isEmpty()) {
      out.printf(Locale.ROOT, "%n%s%n", text);
    }
  }

  private void row(DescribedParameter parameter) {
    out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s |%n",
        code(parameter.name()),
        parameter.isRecord() ? "a mapping of what follows" : text(parameter.type().words()),
        fallback(parameter),
        text(parameter.doc()));
  }

  private static String fallback(DescribedParameter parameter) {
    if (parameter.fallback().isEmpty()) {
      return "must be written";
    }
    if (parameter.isRecord()) {
      return "";
    }
    String value = parameter.type().text(parameter.fallback().get());
    return parameter.isNothing() ? value : code(value);
  }

  /** With the defaults of all parameters that have a value. */
  private static String example(PluginType<?> plugin) {
    ObjectNode parameters = Written.parameters(plugin.structure(), plugin.defaults().orElseThrow());
    parameters.properties().removeIf(parameter -> parameter.getValue().isNull());
    ObjectNode example = JsonNodeFactory.instance.objectNode().set(plugin.id(), parameters);
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setSplitLines(false);
    return new Yaml(new ListsOnOneLine(options), options)
        .dump(new ObjectMapper().convertValue(example, Map.class));
  }

  private static String text(String plain) {
    return plain.replaceAll("[\\\\`*_<>|\\[\\]]", "\\\\$0");
  }

  /** In a table, even code must escape what would end the cell. */
  private static String code(String plain) {
    String cell = plain.replace("|", "\\|");
    return plain.contains("`") ? "`` " + cell + " ``" : "`" + cell + "`";
  }

  private static final class ListsOnOneLine extends Representer {
    ListsOnOneLine(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representSequence(Tag tag, Iterable<?> items, FlowStyle style) {
      return super.representSequence(tag, items, FlowStyle.FLOW);
    }
  }
}
