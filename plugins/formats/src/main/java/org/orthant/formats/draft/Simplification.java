package org.orthant.formats.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.orthant.api.model.Sign;

/**
 * Rewrites a draft until nothing is left to simplify: scales that change nothing go, two scales in
 * a row become one, a sign of a shifted sign becomes a sign, and what the scores do not need goes.
 */
final class Simplification {
  private final String scores;
  private List<DraftNode> nodes;

  private Simplification(List<DraftNode> nodes, String scores) {
    this.nodes = nodes;
    this.scores = scores;
  }

  /** Nodes and the name of the one that gives the scores. */
  record Simplified(List<DraftNode> nodes, String scores) {}

  static Simplified of(List<DraftNode> nodes, String scores) {
    List<DraftNode> current = nodes;
    String last = scores;
    while (true) {
      Simplified next = new Simplification(current, last).simplified();
      if (next.nodes().size() == current.size()) {
        return next;
      }
      current = next.nodes();
      last = next.scores();
    }
  }

  private Simplified simplified() {
    nodes = needed();
    Map<String, Integer> consumers = new HashMap<>();
    nodes.forEach(node -> node.inputs().forEach(name -> consumers.merge(name, 1, Integer::sum)));
    consumers.merge(scores, 1, Integer::sum);
    Map<String, String> replaced = new HashMap<>();
    Map<String, DraftNode> kept = new LinkedHashMap<>();
    for (DraftNode written : nodes) {
      DraftNode node = written.renamed(name -> replaced.getOrDefault(name, name));
      if (node.body() instanceof Body.Affine affine && affine.changesNothing()) {
        replaced.put(node.name(), node.inputs().get(0));
        continue;
      }
      Optional<DraftNode> before =
          Optional.ofNullable(kept.get(node.inputs().get(0)))
              .filter(each -> consumers.get(each.name()) == 1);
      Optional<DraftNode> merged = before.flatMap(first -> merged(first, node, kept, consumers));
      if (merged.isPresent()) {
        kept.remove(before.orElseThrow().name());
        kept.put(node.name(), merged.get());
      } else {
        kept.put(node.name(), node);
      }
    }
    return new Simplified(new ArrayList<>(kept.values()), replaced.getOrDefault(scores, scores));
  }

  private List<DraftNode> needed() {
    Set<String> needed = new HashSet<>(Set.of(scores));
    List<DraftNode> found = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (needed.contains(nodes.get(i).name())) {
        found.add(0, nodes.get(i));
        needed.addAll(nodes.get(i).inputs());
      }
    }
    return found;
  }

  private static Optional<DraftNode> merged(
      DraftNode first,
      DraftNode second,
      Map<String, DraftNode> kept,
      Map<String, Integer> consumers) {
    if (first.body() instanceof Body.Affine before && second.body() instanceof Body.Affine after) {
      return Optional.of(new DraftNode(second.name(), first.inputs(), before.then(after)));
    }
    if (!(second.body() instanceof Body.Signs outer)) {
      return Optional.empty();
    }
    if (first.body() instanceof Body.Signs inner) {
      return signs(inner, 1, 0, outer)
          .map(sign -> new DraftNode(second.name(), first.inputs(), new Body.Signs(sign)));
    }
    if (first.body() instanceof Body.Affine shift) {
      DraftNode signed = kept.get(first.inputs().get(0));
      if (signed != null
          && signed.body() instanceof Body.Signs inner
          && consumers.get(signed.name()) == 1) {
        double atZero = shift.of(0);
        return signs(inner, shift.of(1) - atZero, atZero, outer)
            .map(sign -> new DraftNode(second.name(), signed.inputs(), new Body.Signs(sign)));
      }
    }
    return Optional.empty();
  }

  /** Returns what a sign of factor times a sign, plus shift, is, if it is a sign. */
  private static Optional<Sign> signs(
      Body.Signs inner, double factor, double shift, Body.Signs outer) {
    boolean keepsOrder = factor + shift > 0 && shift - factor < 0;
    double atZero = Math.signum(inner.sign().zero() * factor + shift);
    int zero = atZero == 0 ? outer.sign().zero() : (int) atZero;
    return keepsOrder ? Optional.of(new Sign(zero)) : Optional.empty();
  }
}
