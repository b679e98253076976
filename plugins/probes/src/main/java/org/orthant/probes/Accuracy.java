package org.orthant.probes;

import java.util.ArrayList;
import java.util.List;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Scores;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Outcomes;
import org.orthant.api.statistics.Tally;
import org.orthant.probes.estimate.Estimate;

/**
 * The fraction of test images that the network as trained classifies right, in all and of each
 * class, and of which the label is among its five highest scores. It judges nothing.
 */
@Id("accuracy")
@Doc(
    value = "Which fraction of the test images the trained network classifies right",
    formula =
        "correct / images, with Wilson's interval; top 5: fewer than five classes have a higher"
            + " score than the label, or the same and a smaller index",
    source = "Wilson, Journal of the American Statistical Association 22 (1927)")
public record Accuracy(@Doc("How many test images to classify") int images) implements Probe {
  public Accuracy() {
    this(10_000);
  }

  public Accuracy {
    InvalidParameterException.unless(images >= 1, "images", "must be at least 1", images);
  }

  @Override
  public Needs needs() {
    return Needs.outcomes(images).andScores(images);
  }

  @Override
  public void onScores(Scores scores, Stats out) {
    TopScores.write(scores, out);
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    Outcomes outcomes = evidence.outcomes(Trial.BASELINE);
    Tally top = TopScores.read(evidence.scores(Trial.BASELINE));
    List<Finding> findings = new ArrayList<>();
    findings.add(fraction("accuracy", outcomes.correct(), outcomes.count()));
    if (top.count() > 0) {
      findings.add(fraction("accuracy-top-5", top.hits(), top.count()));
    }
    findings.add(ClassAccuracies.of(outcomes).curve(evidence.classNames()));
    return new Conclusion(findings, List.of());
  }

  private static Finding fraction(String metric, long hits, long images) {
    return Estimate.ofFraction(hits, images).finding(Subject.network(), metric);
  }
}
