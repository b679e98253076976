package org.orthant.reports.page;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Caution;
import org.orthant.reports.result.Result.Failure;
import org.orthant.reports.result.Result.Scalar;

/**
 * All numbers of one probe with what they mean.
 *
 * @param cautions what to know before using them
 * @param failure why there are none
 */
public record ProbeNumbers(
    Legend.Group legend,
    List<MetricTable> tables,
    List<String> cautions,
    Optional<Failure> failure) {

  /** A fold for each probe that found anything, then for each that failed. */
  static List<ProbeNumbers> of(Result result) {
    Map<String, List<Scalar>> findings =
        result.findings().stream().collect(groupingBy(finding -> finding.subject().probe()));
    return Stream.concat(
            Legend.of(result).groups().stream()
                .map(
                    group ->
                        new ProbeNumbers(
                            group,
                            MetricTable.of(result, group, findings.get(group.probe())),
                            cautions(result, group.probe()),
                            Optional.empty())),
            result.probes().stream().flatMap(probe -> failed(result, probe)))
        .toList();
  }

  private static Stream<ProbeNumbers> failed(Result result, Result.Probe probe) {
    return result.failures().stream()
        .filter(failure -> failure.isOfProbe(probe.id()))
        .map(
            failure ->
                new ProbeNumbers(
                    new Legend.Group(probe.id(), probe.doc(), List.of()),
                    List.of(),
                    List.of(),
                    Optional.of(failure)));
  }

  private static List<String> cautions(Result result, String probe) {
    return result.cautions().stream()
        .filter(caution -> caution.probes().contains(probe))
        .map(Caution::text)
        .toList();
  }
}
