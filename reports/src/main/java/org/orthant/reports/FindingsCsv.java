package org.orthant.reports;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;

/**
 * Findings as RFC 4180 describes CSV, with a header. What is not there is empty, what is undefined
 * is NaN. A text that a spreadsheet would take for a formula begins with an apostrophe, as OWASP
 * recommends in "CSV Injection"; numbers are as they are.
 */
final class FindingsCsv {
  private static final String HEADER =
      "probe,quantizer,layer,change,metric,value,expected,low,high,n";

  /** What spreadsheets begin a formula with, or pass over in front of one. */
  private static final String FORMULA = "(?s)[=+\\-@\t\r\n＝＋－＠].*";

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
    String inert = text.matches(FORMULA) ? "'" + text : text;
    return inert.matches("(?s).*[\",;\t\r\n].*") ? '"' + inert.replace("\"", "\"\"") + '"' : inert;
  }

  private static String number(OptionalDouble number) {
    return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
  }
}
