package org.orthant.framework.config;

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
import org.yaml.snakeyaml.error.Mark;
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
 * Scalars stay text.
 */
final class YamlReader {
  private static final int MOST_CODE_UNITS = 1 << 20;
  private static final int MOST_NODES = 10_000;
  static final int DEEPEST = 50;
  private static final String ALIAS_CONTEXT = "while scanning an alias";
  private static final String STAR_ADVICE = "; a text that begins with * needs quotes";

  private final StreamReader text;
  private final Parser parser;
  private final Places places;
  private final Problems problems;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int nodes;

  private YamlReader(String text, Places places, Problems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CODE_UNITS);
    this.text = new StreamReader(text);
    this.parser = new ParserImpl(this.text, options);
    this.places = places;
    this.problems = problems;
  }

  /** Where the text's lines and columns, counted from 1, are to be reported. */
  @FunctionalInterface
  interface Places {
    Position at(int line, int column);
  }

  /** What an anchor marks, with the number of nodes it expands to. */
  private record Anchored(Tree tree, int nodes) {}

  /**
   * The only document of the text; one without content is nothing, as a scalar. Empty if the text
   * cannot be read; then, and for what can be passed over, the problems say why.
   */
  static Optional<Tree> read(String text, Places places, Problems problems) {
    if (text.length() > MOST_CODE_UNITS) {
      problems.add(places.at(1, 1), "longer than " + MOST_CODE_UNITS + " characters");
      return Optional.empty();
    }
    Optional<Problem> unprintable = unprintable(text, places);
    if (unprintable.isPresent()) {
      problems.add(unprintable.get().position(), unprintable.get().message());
      return Optional.empty();
    }
    YamlReader reader = new YamlReader(text, places, problems);
    try {
      return Optional.of(reader.document());
    } catch (MarkedYAMLException e) {
      String context = e.getContext() == null ? "" : e.getContext() + ": ";
      String advice = ALIAS_CONTEXT.equals(e.getContext()) ? STAR_ADVICE : "";
      problems.add(position(e.getProblemMark(), places), context + e.getProblem() + advice);
      return Optional.empty();
    } catch (YAMLException e) { // some of the scanner's complaints carry no mark
      problems.add(position(reader.text.getMark(), places), e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Problem> unprintable(String text, Places places) {
    int line = 1;
    int column = 1;
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (!StreamReader.isPrintable(codePoint)) {
        return Optional.of(
            new Problem(
                places.at(line, column),
                String.format(Locale.ROOT, "the character U+%04X is not allowed", codePoint)));
      }
      if (codePoint == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return Optional.empty();
  }

  private Tree document() {
    parser.getEvent(); // the stream's start
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return new Tree.Scalar(places.at(1, 1), "", false);
    }
    parser.getEvent(); // the document's start
    Tree tree = node(1);
    parser.getEvent(); // the document's end
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      problems.add(position(parser.peekEvent()), "a second document; only one is allowed");
    }
    return tree;
  }

  private Tree node(int depth) {
    NodeEvent event = (NodeEvent) parser.getEvent();
    if (event instanceof AliasEvent) {
      return expand(event);
    }
    if (depth > DEEPEST) {
      throw stop("nested more than " + DEEPEST + " deep", event);
    }
    int before = nodes;
    count(1, event);
    if (event.getAnchor() == null) {
      return content(event, depth);
    }
    open.add(event.getAnchor());
    Tree tree = content(event, depth);
    open.remove(event.getAnchor());
    anchors.put(event.getAnchor(), new Anchored(tree, nodes - before));
    return tree;
  }

  private Tree expand(NodeEvent alias) {
    String name = alias.getAnchor();
    if (open.contains(name)) {
      throw stop("the alias *" + name + " contains itself", alias);
    }
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw stop("the alias *" + name + " has no anchor before it" + STAR_ADVICE, alias);
    }
    count(anchored.nodes(), alias);
    return anchored.tree();
  }

  private Tree content(NodeEvent event, int depth) {
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), scalar);
      return new Tree.Scalar(position(scalar), scalar.getValue(), !scalar.isPlain());
    }
    refuseTag(((CollectionStartEvent) event).getTag(), event);
    return event instanceof MappingStartEvent ? mapping(event, depth) : sequence(event, depth);
  }

  private Tree sequence(Event start, int depth) {
    List<Tree> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(depth + 1));
    }
    parser.getEvent(); // the sequence's end
    return new Tree.Sequence(position(start), items);
  }

  private Tree mapping(Event start, int depth) {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Position keyPosition = position(parser.peekEvent());
      Tree key = node(depth + 1);
      Tree value = node(depth + 1);
      if (key instanceof Tree.Scalar name && !name.isNothing()) {
        Tree.Entry entry = new Tree.Entry(keyPosition, name.text(), value);
        Tree.Entry first = entries.putIfAbsent(name.text(), entry);
        if (first != null) {
          problems.add(
              keyPosition,
              String.format(
                  Locale.ROOT,
                  "the key %s stands here a second time; first at %s",
                  Wording.quote(name.text()),
                  first.position()));
        }
      } else {
        problems.add(keyPosition, "expected a key, found " + key.words());
      }
    }
    parser.getEvent(); // the mapping's end
    return new Tree.Mapping(position(start), List.copyOf(entries.values()));
  }

  private void refuseTag(String tag, Event event) {
    if (tag != null) {
      problems.add(position(event), "tags such as " + Wording.quote(tag) + " are not allowed");
    }
  }

  private void count(int more, Event event) {
    nodes += more;
    if (nodes > MOST_NODES) {
      throw stop("more than " + MOST_NODES + " values, aliases expanded", event);
    }
  }

  private static ParserException stop(String problem, Event event) {
    return new ParserException(null, null, problem, event.getStartMark());
  }

  private Position position(Event event) {
    return position(event.getStartMark(), places);
  }

  private static Position position(Mark mark, Places places) {
    return places.at(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
