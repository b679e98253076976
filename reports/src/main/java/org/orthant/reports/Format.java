package org.orthant.reports;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** As what a result can be reported. */
enum Format {
  /** The page. */
  HTML("index.html") {
    @Override
    byte[] render(Result result) {
      return Page.of(result).render();
    }
  },
  /** Every number, one a row. */
  CSV("findings.csv") {
    @Override
    byte[] render(Result result) {
      return FindingsCsv.of(result.findings()).getBytes(StandardCharsets.UTF_8);
    }
  },
  /** Every number and verdict, without the bins of the charts. */
  JSON("findings.json") {
    @Override
    byte[] render(Result result) {
      return FindingsJson.of(result);
    }
  };

  private final String file;

  Format(String file) {
    this.file = file;
  }

  abstract byte[] render(Result result);

  /** What its file is called unless the user says otherwise. */
  String file() {
    return file;
  }

  static Format named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.word().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UnusableInputException(
                    "--format %s: allowed are %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Format::word)
                                .collect(Collectors.joining(", ")))));
  }

  private String word() {
    return file.substring(file.lastIndexOf('.') + 1);
  }
}
