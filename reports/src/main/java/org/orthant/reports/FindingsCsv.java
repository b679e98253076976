package org.orthant.reports;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.reports.Result.Scalar;
import org.orthant.reports.Result.Subject;

/**
 * Findings as RFC 4180 describes CSV, with a header. What is not there is empty, what is undefined
 * is NaN.
 */
final class FindingsCsv {
  private static final String HEADER =
      "probe,quantizer,layer,change,metric,value,expected,low,high,n";

  private FindingsCsv() {}

  static String of(List<Scalar> findings) {
    return Stream.concat(Stream.of(HEADER), findings.stream().map(FindingsCsv::row))
        .map(row -> row + "\r\n")
        .collect(Collectors.joining());
  }

  private static String row(Scalar finding) {
    Subject subject = finding.subject();
    return String.join(
        ",",
        text(subject.probe()),
        text(subject.quantizer()),
        text(subject.layer()),
        text(subject.change()),
        text(subject.metric()),
        Double.toString(finding.value()),
        number(finding.expected()),
        number(finding.low()),
        number(finding.high()),
        finding.n().isPresent() ? Long.toString(finding.n().getAsLong()) : "");
  }

  private static String text(Optional<String> text) {
    return text.map(FindingsCsv::text).orElse("");
  }

  private static String text(String text) {
    return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static String number(OptionalDouble number) {
    return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
  }
}
