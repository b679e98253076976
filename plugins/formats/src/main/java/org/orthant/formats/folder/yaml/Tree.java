package org.orthant.formats.folder.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A description as written, before anything is known of its meaning. */
public sealed interface Tree {
  /** From 1. */
  int line();

  /** Returns what was found, for messages. */
  String words();

  /**
   * A word or a quoted text.
   *
   * @param quoted whether it stands in quotes or a block, so that it is text even where it looks
   *     like something else
   */
  record Scalar(int line, String text, boolean quoted) implements Tree {

    /** Whether it is YAML's way of writing no value. */
    public boolean isNothing() {
      return !quoted
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    @Override
    public String words() {
      return isNothing() ? "nothing" : Wording.quote(text);
    }
  }

  /** Items in their order. */
  record Sequence(int line, List<Tree> items) implements Tree {
    /** How many items a message shows. */
    private static final int SHOWN = 4;

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String words() {
      return items.size() <= SHOWN && items.stream().allMatch(Scalar.class::isInstance)
          ? items.stream().map(Tree::words).collect(Collectors.joining(", ", "[", "]"))
          : "a list of " + items.size();
    }
  }

  /** Entries in their order, keys unique. */
  record Mapping(int line, List<Entry> entries) implements Tree {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String words() {
      return "a mapping";
    }
  }

  /**
   * One entry of a mapping.
   *
   * @param line of the key
   */
  record Entry(int line, String key, Tree value) {}
}
