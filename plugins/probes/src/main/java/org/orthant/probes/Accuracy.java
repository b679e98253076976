package org.orthant.probes;

import java.util.List;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Trial;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Outcomes;
import org.orthant.probes.estimate.Estimate;

/** The fraction of test images that the network as trained classifies right. It judges nothing. */
@Id("accuracy")
@Doc(
    value = "Which fraction of the test images the trained network classifies right",
    formula = "correct / images, with Wilson's interval",
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
    return Needs.outcomes(images);
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    Outcomes outcomes = evidence.outcomes(Trial.BASELINE);
    Estimate accuracy = Estimate.ofFraction(outcomes.correct(), outcomes.count());
    return new Conclusion(List.of(accuracy.finding(Subject.network(), "accuracy")), List.of());
  }
}
