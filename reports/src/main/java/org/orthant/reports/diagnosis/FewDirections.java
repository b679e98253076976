package org.orthant.reports.diagnosis;

import java.util.Locale;
import java.util.Optional;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.words.Unit;

/**
 * The inputs vary along few directions, and quantization distorts those: the first principal
 * component holds at least half of their variance, and shuffled inputs raise r by at least 0.05, at
 * the lower end of the interval. Where only one of the two was measured, it decides alone.
 *
 * <p>The products of independent inputs keep the cosine of the weights as their r (Anderson and
 * Berg, arXiv 1705.07199, section 3.2); shuffling makes inputs more nearly so.
 */
final class FewDirections implements Rule {
  private static final double SHARE = 0.5;
  private static final double RISE = 0.05;

  @Override
  public Optional<Cause> cause(Measured measured) {
    Optional<Scalar> share = measured.plain("spectrum", "variance-explained-1");
    Optional<Scalar> rise = measured.quantized("permutation", "permuted-r-minus-pearson-r");
    boolean few = share.map(found -> found.value() >= SHARE).orElse(true);
    boolean harmful = rise.map(found -> found.low().orElse(found.value()) >= RISE).orElse(true);
    if ((share.isEmpty() && rise.isEmpty()) || !few || !harmful) {
      return Optional.empty();
    }
    return Optional.of(
        new Cause(
            "few input directions",
            "its inputs vary along few directions"
                + share.map(FewDirections::inWords).orElse("")
                + (rise.isPresent() ? shuffled(measured) : ""),
            share.isPresent() ? "spectrum" : "permutation"));
  }

  private static String inWords(Scalar share) {
    return ", one of which holds " + Unit.PERCENT.write(share.value()) + " of the variance";
  }

  private static String shuffled(Measured measured) {
    return measured
        .quantized("permutation", "pearson-r")
        .flatMap(
            before ->
                measured
                    .quantized("permutation", "permuted-r")
                    .map(
                        after ->
                            String.format(
                                Locale.ROOT,
                                " (with the inputs shuffled, which undoes that, r is %.2f instead of %.2f)",
                                after.value(),
                                before.value())))
        .orElse("");
  }
}
