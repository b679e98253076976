package org.orthant.reports.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Quantizer;

/** Why numbers of the same name may not mean the same in two runs, or weigh less in the second. */
final class Cautions {
  private Cautions() {}

  static List<String> of(Result a, Result b, List<FindingPair> pairs) {
    List<String> cautions = new ArrayList<>();
    if (!a.network().equals(b.network())) {
      cautions.add(
          String.format(
              Locale.ROOT, "the network is %s in A and %s in B", a.network(), b.network()));
    }
    if (!a.dataset().equals(b.dataset())
        || !a.provenance().datasetDigest().equals(b.provenance().datasetDigest())) {
      cautions.add("the runs use different data");
    }
    if (!a.provenance().configDigest().equals(b.provenance().configDigest())
        && settings(a, b).isEmpty()) {
      cautions.add("the runs have different configurations");
    }
    quantizers(a, b, cautions);
    layers(a, b, cautions);
    thinner(pairs, cautions);
    return List.copyOf(cautions);
  }

  /** Returns which settings differ, in a sentence without a full stop. */
  static Optional<String> settings(Result a, Result b) {
    return Settings.differing(a.provenance().config(), b.provenance().config());
  }

  private static void quantizers(Result a, Result b, List<String> cautions) {
    Map<String, Quantizer> quantizers = byName(b.quantizers(), Quantizer::name);
    for (Quantizer before : a.quantizers()) {
      Quantizer after = quantizers.getOrDefault(before.name(), before);
      if (!after.equals(before)) {
        cautions.add(
            String.format(
                Locale.ROOT,
                "the quantizer %s is %s in A and %s in B",
                before.name(),
                before.description(),
                after.description()));
      }
    }
  }

  /** Of several layers the first stands for all. */
  private static void layers(Result a, Result b, List<String> cautions) {
    Map<String, Layer> layers = byName(b.layers(), Layer::name);
    List<String> unlike = new ArrayList<>();
    for (Layer before : a.layers()) {
      Layer after = layers.getOrDefault(before.name(), before);
      if (after.dimension() != before.dimension() || after.filters() != before.filters()) {
        unlike.add(
            String.format(
                Locale.ROOT,
                "%s has d = %d and %d filters in A, d = %d and %d filters in B",
                before.name(),
                before.dimension(),
                before.filters(),
                after.dimension(),
                after.filters()));
      }
    }
    if (unlike.size() == 1) {
      cautions.add("the layer " + unlike.get(0));
    } else if (unlike.size() > 1) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "%s layers differ in width, such as %s",
              unlike.size() == a.layers().size()
                  ? "all " + unlike.size()
                  : unlike.size() + " of " + a.layers().size(),
              unlike.get(0)));
    }
  }

  /** Wider intervals overlap more easily, so that less is found worse. */
  private static void thinner(List<FindingPair> pairs, List<String> cautions) {
    List<FindingPair> thinner = pairs.stream().filter(FindingPair::isThinner).toList();
    if (!thinner.isEmpty()) {
      FindingPair first = thinner.get(0);
      cautions.add(
          String.format(
              Locale.ROOT,
              "B rests on fewer observations in %d of %d numbers, such as %s of %s: n = %d in A and %d in B",
              thinner.size(),
              pairs.size(),
              first.subject().metric(),
              first.subject().layer(),
              first.a().n().orElse(0),
              first.b().n().orElse(0)));
    }
  }

  private static <V> Map<String, V> byName(List<V> values, Function<V, String> name) {
    return values.stream()
        .collect(Collectors.toMap(name, Function.identity(), (first, second) -> first));
  }
}
