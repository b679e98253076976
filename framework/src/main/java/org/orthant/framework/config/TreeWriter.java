package org.orthant.framework.config;

import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Writes a {@link Tree} as YAML such that equal content gives equal text. */
final class TreeWriter {
  private static final Resolver RESOLVER = new Resolver();
  private static final Set<Tag> VALUES =
      Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP);

  private TreeWriter() {}

  /** The tree in blocks, one value a line, quoted only where it must be. */
  static String write(Tree tree) {
    return write(node(tree, FlowStyle.BLOCK));
  }

  /** The tree in one line, a word as it is; for people. */
  static String inline(Tree tree) {
    return tree instanceof Tree.Scalar scalar
        ? scalar.text()
        : write(node(tree, FlowStyle.FLOW)).strip();
  }

  private static String write(Node node) {
    DumperOptions options = new DumperOptions();
    options.setSplitLines(false);
    StringWriter text = new StringWriter();
    new Yaml(options).serialize(node, text);
    return text.toString();
  }

  private static Node node(Tree tree, FlowStyle style) {
    if (tree instanceof Tree.Scalar scalar) {
      return scalar.isNothing() ? plain("null") : word(scalar.text());
    }
    if (tree instanceof Tree.Sequence sequence) {
      return new SequenceNode(
          Tag.SEQ, sequence.items().stream().map(item -> node(item, style)).toList(), style);
    }
    List<NodeTuple> entries =
        ((Tree.Mapping) tree)
            .entries().stream()
                .map(entry -> new NodeTuple(word(entry.key()), node(entry.value(), style)))
                .toList();
    return new MappingNode(Tag.MAP, entries, style);
  }

  private static ScalarNode word(String text) {
    boolean looksLikeNothing = RESOLVER.resolve(NodeId.scalar, text, true).equals(Tag.NULL);
    return looksLikeNothing ? scalar(Tag.STR, text) : plain(text);
  }

  /** A word that YAML has another use for, such as *, = or <<, stays a word. */
  private static ScalarNode plain(String text) {
    Tag tag = RESOLVER.resolve(NodeId.scalar, text, true);
    return scalar(VALUES.contains(tag) ? tag : Tag.STR, text);
  }

  private static ScalarNode scalar(Tag tag, String text) {
    return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
  }
}
