package org.orthant.reports.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result.Verdict;

/**
 * What a probe says of a layer, once for all quantizers that it says the same of.
 *
 * @param quantizers empty where the layer is judged as it is
 */
public record Reason(Grade grade, List<String> quantizers, String probe, String text) {
  private record Same(Grade grade, String probe, String text) {}

  static List<Reason> of(List<Verdict> verdicts) {
    Map<Same, List<Verdict>> same =
        verdicts.stream()
            .collect(
                Collectors.groupingBy(
                    verdict ->
                        new Same(verdict.grade(), verdict.probe().orElse(""), verdict.reason()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return same.entrySet().stream()
        .map(
            each ->
                new Reason(
                    each.getKey().grade(),
                    each.getValue().stream()
                        .flatMap(verdict -> verdict.quantizer().stream())
                        .toList(),
                    each.getKey().probe(),
                    each.getKey().text()))
        .toList();
  }
}
