package org.orthant.reports.result;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.reports.result.Result.Curve;
import org.orthant.reports.result.Result.Distribution;
import org.orthant.reports.result.Result.Joint;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Quantizer;
import org.orthant.reports.result.Result.Remedy;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.Result.Verdict;

/**
 * What a result holds by what it is asked for, so that a page takes time in proportion to what it
 * shows. Of several of one name the first is found; lists keep their order.
 *
 * @param quantizers the quantizers as configured, then any others that are spoken of
 * @param quantizersIn those with numbers or verdicts in each layer, by their place among all
 * @param across numbers of the network's layers, in the layers' order
 * @param panels the layers that have a panel, each with its place from 0: the network's own, then
 *     others with figures or verdicts of probes
 */
record Lookup(
    Map<Subject, Scalar> findings,
    Map<String, Layer> layers,
    Map<String, List<Verdict>> verdicts,
    Map<Under, List<Verdict>> verdictsUnder,
    Map<String, List<Remedy>> remedies,
    Map<String, List<Distribution>> distributions,
    Map<String, List<Curve>> curves,
    Map<String, List<Joint>> joints,
    List<String> quantizers,
    Map<String, SortedMap<Integer, String>> quantizersIn,
    Map<Across, List<Scalar>> across,
    Map<String, Integer> panels) {

  /** A layer under a quantizer. */
  record Under(String layer, String quantizer) {}

  /** One metric under one quantizer, whatever the layer. */
  record Across(String probe, String quantizer, String metric) {}

  static Lookup of(
      List<Quantizer> quantizers,
      List<Layer> layers,
      List<Scalar> findings,
      List<Distribution> distributions,
      List<Curve> curves,
      List<Joint> joints,
      List<Verdict> verdicts,
      List<Remedy> remedies) {
    List<String> names = quantizers(quantizers, findings, verdicts);
    return new Lookup(
        first(findings, Scalar::subject),
        first(layers, Layer::name),
        byLayer(verdicts, Verdict::layer),
        verdicts.stream()
            .filter(verdict -> verdict.quantizer().isPresent())
            .collect(
                groupingBy(
                    verdict -> new Under(verdict.layer(), verdict.quantizer().orElseThrow()),
                    Collectors.toUnmodifiableList())),
        byLayer(remedies, Remedy::layer),
        byLayer(distributions, each -> each.subject().layer()),
        byLayer(curves, each -> each.subject().layer()),
        byLayer(joints, each -> each.subject().layer()),
        names,
        quantizersIn(names, findings, verdicts),
        across(layers, findings),
        panels(layers, distributions, curves, joints, verdicts));
  }

  private static <K, V> Map<K, V> first(List<V> values, Function<V, K> key) {
    Map<K, V> first = new HashMap<>();
    values.forEach(value -> first.putIfAbsent(key.apply(value), value));
    return Map.copyOf(first);
  }

  private static <V> Map<String, List<V>> byLayer(List<V> values, Function<V, String> layer) {
    return values.stream().collect(groupingBy(layer, Collectors.toUnmodifiableList()));
  }

  private static List<String> quantizers(
      List<Quantizer> quantizers, List<Scalar> findings, List<Verdict> verdicts) {
    Set<String> names = new LinkedHashSet<>();
    quantizers.forEach(quantizer -> names.add(quantizer.name()));
    findings.forEach(finding -> finding.subject().quantizer().ifPresent(names::add));
    verdicts.forEach(verdict -> verdict.quantizer().ifPresent(names::add));
    return List.copyOf(names);
  }

  private static Map<String, SortedMap<Integer, String>> quantizersIn(
      List<String> names, List<Scalar> findings, List<Verdict> verdicts) {
    Map<String, Integer> places = places(names);
    Map<String, SortedMap<Integer, String>> inLayers = new HashMap<>();
    BiConsumer<String, Optional<String>> found =
        (layer, quantizer) ->
            quantizer.ifPresent(
                name ->
                    inLayers
                        .computeIfAbsent(layer, each -> new TreeMap<>())
                        .put(places.get(name), name));
    findings.forEach(
        finding -> found.accept(finding.subject().layer(), finding.subject().quantizer()));
    verdicts.forEach(verdict -> found.accept(verdict.layer(), verdict.quantizer()));
    return inLayers;
  }

  private static Map<Across, List<Scalar>> across(List<Layer> layers, List<Scalar> findings) {
    Map<String, Integer> places = places(layers.stream().map(Layer::name).toList());
    return findings.stream()
        .filter(finding -> finding.subject().quantizer().isPresent())
        .filter(finding -> finding.subject().change().isEmpty())
        .filter(finding -> places.containsKey(finding.subject().layer()))
        .sorted(Comparator.comparing(finding -> places.get(finding.subject().layer())))
        .collect(
            groupingBy(
                finding ->
                    new Across(
                        finding.subject().probe(),
                        finding.subject().quantizer().orElseThrow(),
                        finding.subject().metric())));
  }

  private static Map<String, Integer> places(List<String> names) {
    Map<String, Integer> places = new HashMap<>();
    names.forEach(name -> places.putIfAbsent(name, places.size()));
    return places;
  }

  private static Map<String, Integer> panels(
      List<Layer> layers,
      List<Distribution> distributions,
      List<Curve> curves,
      List<Joint> joints,
      List<Verdict> verdicts) {
    Map<String, Integer> panels = new LinkedHashMap<>();
    Stream.of(
            layers.stream().map(Layer::name),
            distributions.stream().map(figure -> figure.subject().layer()),
            curves.stream()
                .filter(curve -> !curve.isOfTraining())
                .map(figure -> figure.subject().layer()),
            joints.stream().map(figure -> figure.subject().layer()),
            verdicts.stream().filter(verdict -> verdict.probe().isPresent()).map(Verdict::layer))
        .flatMap(Function.identity())
        .forEach(name -> panels.putIfAbsent(name, panels.size()));
    return Collections.unmodifiableMap(panels);
  }
}
