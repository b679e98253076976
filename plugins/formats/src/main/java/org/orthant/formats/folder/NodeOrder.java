package org.orthant.formats.folder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.orthant.api.graph.Node;
import org.orthant.formats.folder.yaml.Problems;
import org.orthant.formats.folder.yaml.Wording;

/** Whether each node stands after those it takes, and why one cannot. */
final class NodeOrder {
  private static final int MOST_SHOWN = 10;

  /** How often a circle is looked for: each time goes through the whole network. */
  private static final int MOST_SEARCHES = 20;

  private final List<Draft> nodes;
  private final Map<String, Integer> places = new HashMap<>();
  private final Set<Set<String>> circles = new HashSet<>();
  private int searches;

  NodeOrder(List<Draft> nodes) {
    this.nodes = nodes;
    for (int i = 0; i < nodes.size(); i++) {
      places.put(nodes.get(i).name(), i);
    }
  }

  /** Says every input that is none, or comes too late. */
  void check(Problems problems) {
    for (int i = 0; i < nodes.size(); i++) {
      Draft node = nodes.get(i);
      for (String taken : node.inputs()) {
        if (!taken.equals(Node.INPUT) && places.getOrDefault(taken, nodes.size()) >= i) {
          String subject = DescriptionReader.subject(node.name());
          // Words for many would take long.
          String problem = problems.isFull() ? "" : problem(node, taken);
          problems.add(node.line(), subject + problem);
        }
      }
    }
  }

  private String problem(Draft node, String taken) {
    Integer place = places.get(taken);
    if (place == null) {
      String suggestion = Wording.suggestion(taken, places.keySet());
      return String.format(
          Locale.ROOT,
          "takes %s, and there is no such node%s",
          Wording.quote(taken),
          suggestion.isEmpty() ? "" : ";" + suggestion);
    }
    return circle(node.name(), taken)
        .map(this::circular)
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "takes %s, which stands after it, in line %d",
                    Wording.quote(taken),
                    nodes.get(place).line()));
  }

  private String circular(List<String> circle) {
    if (!circles.add(Set.copyOf(circle))) {
      return "is in the same circle, entered at " + Wording.quote(circle.get(1 % circle.size()));
    }
    List<String> shown = new ArrayList<>(circle);
    shown.add(circle.get(0));
    if (shown.size() > MOST_SHOWN) {
      shown.subList(MOST_SHOWN / 2, shown.size() - MOST_SHOWN / 2).clear();
      shown.add(MOST_SHOWN / 2, "…");
    }
    return String.format(
        Locale.ROOT,
        "is in a circle of %d: %s",
        circle.size(),
        String.join(" takes ", shown.stream().map(Wording::shortened).toList()));
  }

  /**
   * The nodes from one to itself by way of one it takes, each taking the next; empty if none was
   * found.
   */
  private Optional<List<String>> circle(String start, String taken) {
    if (++searches > MOST_SEARCHES) {
      return Optional.empty();
    }
    Map<String, String> taker = new HashMap<>(Map.of(taken, start));
    Deque<String> open = new ArrayDeque<>(List.of(taken));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (next.equals(start)) {
        return Optional.of(path(start, taker));
      }
      for (String input : nodes.get(places.get(next)).inputs()) {
        if (places.containsKey(input) && taker.putIfAbsent(input, next) == null) {
          open.add(input);
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> path(String start, Map<String, String> taker) {
    List<String> path = new ArrayList<>();
    String name = start;
    do {
      name = taker.get(name);
      path.add(name);
    } while (!name.equals(start));
    Collections.reverse(path);
    return path;
  }
}
