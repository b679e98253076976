package org.orthant.reports.terminal;

import java.util.List;
import java.util.stream.Stream;
import org.orthant.reports.result.SweepResult;
import org.orthant.reports.sweep.SweepPage;
import org.orthant.reports.words.Columns;
import org.orthant.reports.words.PlainText;

/** What a sweep's page says first: how much of it there is, and which value does best. */
public final class SweepSummary {
  private SweepSummary() {}

  /** The lines. */
  public static List<String> lines(SweepResult sweep) {
    return Stream.concat(Stream.of(SweepPage.summary(sweep)), SweepPage.winner(sweep).stream())
        .flatMap(sentence -> Columns.wrapped(PlainText.of(sentence), 0).stream())
        .toList();
  }
}
