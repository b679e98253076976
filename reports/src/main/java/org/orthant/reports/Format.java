package org.orthant.reports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.orthant.reports.claim.Claims;
import org.orthant.reports.html.Original;
import org.orthant.reports.page.Page;
import org.orthant.reports.page.Scorecard;
import org.orthant.reports.result.JsonDocument;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.ResultReader;
import org.orthant.reports.result.SweepReader;
import org.orthant.reports.result.SweepResult;
import org.orthant.reports.result.UnusableInputException;
import org.orthant.reports.sweep.SweepPage;
import org.orthant.reports.table.ClaimsMarkdown;
import org.orthant.reports.table.LatexTables;
import org.orthant.reports.table.ScorecardMarkdown;
import org.orthant.reports.terminal.RunSummary;
import org.orthant.reports.terminal.SweepSummary;

/** As what a result can be reported. */
public enum Format {
  /** The page. */
  HTML("index.html") {
    @Override
    public Rendered render(Path result) throws IOException {
      Record read =
          JsonDocument.read(
              result,
              document ->
                  SweepReader.isSweep(document)
                      ? SweepReader.result(document)
                      : ResultReader.result(document));
      return read instanceof SweepResult sweep
          ? new Rendered(
              SweepPage.of(sweep, Original.of(result)).render(), SweepSummary.lines(sweep))
          : rendered((Result) read, Original.of(result));
    }

    private static Rendered rendered(Result result, Original original) {
      return new Rendered(Page.of(result, original).render(), RunSummary.lines(result));
    }

    @Override
    String address(Path file) {
      return file.toUri().toString();
    }
  },
  /** Every number, one a row. */
  CSV("findings.csv") {
    @Override
    public Rendered render(Path result) {
      return Rendered.of(
          FindingsCsv.of(ResultReader.read(result).findings()).getBytes(StandardCharsets.UTF_8));
    }
  },
  /** Every number and verdict, without the bins of the charts. */
  JSON("findings.json") {
    @Override
    public Rendered render(Path result) {
      return Rendered.of(FindingsJson.of(ResultReader.read(result)));
    }
  },
  /** What became of the paper's claims, and the scorecard, in Markdown. */
  CLAIMS("claims.md") {
    @Override
    public Rendered render(Path file) {
      Result result = ResultReader.read(file);
      String claims = ClaimsMarkdown.of(Claims.of(result));
      return Rendered.of(
          Scorecard.of(result)
              .map(card -> claims + "\n" + ScorecardMarkdown.of(card))
              .orElse(claims)
              .getBytes(StandardCharsets.UTF_8));
    }
  },
  /** The scorecard and the paper's claims, in LaTeX. */
  LATEX("report.tex") {
    @Override
    public Rendered render(Path file) {
      Result result = ResultReader.read(file);
      return Rendered.of(
          LatexTables.of(Scorecard.of(result), Claims.of(result)).getBytes(StandardCharsets.UTF_8));
    }
  };

  private final String file;

  Format(String file) {
    this.file = file;
  }

  /**
   * A report.
   *
   * @param content the bytes of its file
   * @param summary what it says first, as lines for a terminal; none where it is for scripts
   */
  @SuppressWarnings("ArrayRecordComponent") // written once and not compared
  public record Rendered(byte[] content, List<String> summary) {
    static Rendered of(byte[] content) {
      return new Rendered(content, List.of());
    }
  }

  /**
   * The report of a result.json.
   *
   * @throws UnusableInputException if it cannot be used
   */
  public abstract Rendered render(Path result) throws IOException;

  /** Returns how a file is named to the one who asked for it: a page as a link. */
  String address(Path file) {
    return file.toString();
  }

  /** Returns what its file is called unless the user says otherwise. */
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
                    String.format(
                        Locale.ROOT,
                        "--format %s: allowed are %s",
                        name,
                        Arrays.stream(values())
                            .map(Format::word)
                            .collect(Collectors.joining(", ")))));
  }

  private String word() {
    return file.substring(file.lastIndexOf('.') + 1);
  }
}
