package org.orthant.formats.folder.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document into a {@link Tree}. It works on SnakeYAML's events, which still tell a
 * tag that is written from one that is implied, and lets aliases be counted while they expand.
 * Nothing is made of what a document names; scalars stay text.
 */
public final class YamlReader {
  private static final int MOST_VALUES = 500_000;
  private static final int DEEPEST = 20;

  private final StreamReader text;
  private final Parser parser;
  private final Problems problems;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int values;

  private YamlReader(String text, Problems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(text.length() + 1);
    this.text = new StreamReader(text);
    this.parser = new ParserImpl(this.text, options);
    this.problems = problems;
  }

  /** What an anchor marks, with the number of values it expands to. */
  private record Anchored(Tree tree, int values) {}

  /**
   * The only document of the text. Empty if the text cannot be read; then, and for what can be
   * passed over, the problems say why.
   */
  public static Optional<Tree> read(String text, Problems problems) {
    if (hasUnprintable(text, problems)) {
      return Optional.empty();
    }
    YamlReader reader = new YamlReader(text, problems);
    try {
      return Optional.of(reader.document());
    } catch (MarkedYAMLException e) {
      String context = e.getContext() == null ? "" : e.getContext() + ": ";
      problems.add(e.getProblemMark().getLine() + 1, context + e.getProblem());
      return Optional.empty();
    } catch (YAMLException e) { // some of the scanner's complaints carry no mark
      problems.add(reader.text.getLine() + 1, e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean hasUnprintable(String text, Problems problems) {
    int line = 1;
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (!StreamReader.isPrintable(codePoint)) {
        problems.add(
            line, String.format(Locale.ROOT, "the character U+%04X is not allowed", codePoint));
        return true;
      }
      if (codePoint == '\n') {
        line++;
      }
    }
    return false;
  }

  private Tree document() {
    parser.getEvent(); // the stream's start
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return new Tree.Scalar(1, "", false);
    }
    parser.getEvent(); // the document's start
    Tree tree = value(1);
    parser.getEvent(); // the document's end
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      problems.add(line(parser.peekEvent()), "a second document; only one is allowed");
    }
    return tree;
  }

  private Tree value(int depth) {
    NodeEvent event = (NodeEvent) parser.getEvent();
    if (event instanceof AliasEvent) {
      return expanded(event);
    }
    if (depth > DEEPEST) {
      throw stop("nested more than " + DEEPEST + " deep", event);
    }
    int before = values;
    count(1, event);
    if (event.getAnchor() == null) {
      return content(event, depth);
    }
    open.add(event.getAnchor());
    Tree tree = content(event, depth);
    open.remove(event.getAnchor());
    anchors.put(event.getAnchor(), new Anchored(tree, values - before));
    return tree;
  }

  private Tree expanded(NodeEvent alias) {
    String name = alias.getAnchor();
    if (open.contains(name)) {
      throw stop("the alias *" + name + " contains itself", alias);
    }
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw stop("the alias *" + name + " has no anchor before it", alias);
    }
    count(anchored.values(), alias);
    return anchored.tree();
  }

  private Tree content(NodeEvent event, int depth) {
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), scalar);
      return new Tree.Scalar(line(scalar), scalar.getValue(), !scalar.isPlain());
    }
    refuseTag(((CollectionStartEvent) event).getTag(), event);
    return event instanceof MappingStartEvent ? mapping(event, depth) : sequence(event, depth);
  }

  private Tree sequence(Event start, int depth) {
    List<Tree> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(value(depth + 1));
    }
    parser.getEvent(); // the sequence's end
    return new Tree.Sequence(line(start), items);
  }

  private Tree mapping(Event start, int depth) {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      int line = line(parser.peekEvent());
      Tree key = value(depth + 1);
      Tree value = value(depth + 1);
      if (key instanceof Tree.Scalar name && !name.isNothing()) {
        Tree.Entry first =
            entries.putIfAbsent(name.text(), new Tree.Entry(line, name.text(), value));
        if (first != null) {
          problems.add(
              line,
              String.format(
                  Locale.ROOT,
                  "%s stands here a second time; first in line %d",
                  Wording.quote(name.text()),
                  first.line()));
        }
      } else {
        problems.add(line, "expected a key, found " + key.words());
      }
    }
    parser.getEvent(); // the mapping's end
    return new Tree.Mapping(line(start), List.copyOf(entries.values()));
  }

  private void refuseTag(String tag, Event event) {
    if (tag != null) {
      problems.add(line(event), "tags such as " + Wording.quote(tag) + " are not allowed");
    }
  }

  private void count(int more, Event event) {
    values += more;
    if (values > MOST_VALUES) {
      throw stop("more than " + MOST_VALUES + " values, aliases expanded", event);
    }
  }

  private static ParserException stop(String problem, Event event) {
    return new ParserException(null, null, problem, event.getStartMark());
  }

  private static int line(Event event) {
    return event.getStartMark().getLine() + 1;
  }
}
