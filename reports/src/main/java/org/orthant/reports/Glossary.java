package org.orthant.reports;

import java.util.Map;

/** The words for what probes measure. A metric it does not know keeps its own name. */
final class Glossary {
  private static final Map<String, Term> TERMS =
      Map.ofEntries(
          Map.entry(
              "ablation/accuracy",
              new Term(
                  "accuracy",
                  Unit.NUMBER,
                  "The fraction of test images classified rightly: of the network as"
                      + " trained, and of each altered network after its batch normalization was"
                      + " refitted.",
                  "Compare an altered network with the accuracy after refit, not with that"
                      + " as trained.")),
          Map.entry(
              "ablation/accuracy-refitted",
              new Term(
                  "accuracy after refit",
                  Unit.NUMBER,
                  "The same of the unaltered network with its batch normalization refitted"
                      + " to the images that altered networks are refitted to.",
                  "Should lie near the accuracy as trained. Far from it, the refit had too"
                      + " few images.")),
          Map.entry(
              "ablation/accuracy-change",
              new Term(
                  "change of accuracy",
                  Unit.NUMBER,
                  "The altered network's accuracy minus the unaltered one's, both refitted,"
                      + " on the same images.",
                  "Near 0, the alteration is free. Its interval is paired, and so much"
                      + " narrower than that of either accuracy.")),
          Map.entry(
              "ablation/accuracy-change-without-refit",
              new Term(
                  "change without refit",
                  Unit.NUMBER,
                  "The altered network's accuracy minus the unaltered one's, neither refitted.",
                  "Other weights rescale the dot products, and batch normalization no"
                      + " longer fits: a loss here that is absent after refit is the scale's"
                      + " alone.")),
          Map.entry(
              "ablation/mcnemar-p",
              new Term(
                  "p of no change",
                  Unit.NUMBER,
                  "McNemar's exact p-value, both networks refitted: how likely so uneven a"
                      + " number of images gained and lost is if neither network is better. Its n"
                      + " counts those images.",
                  "Small values speak against chance. With many layers, look at the"
                      + " corrected one.")),
          Map.entry(
              "ablation/mcnemar-p-holm",
              new Term(
                  "p, corrected",
                  Unit.NUMBER,
                  "The same after Holm's correction for all layers that were altered in this way.",
                  "Below 0.05, the change is not owed to having looked at many layers.")),
          Map.entry(
              "ablation/predictions-changed",
              new Term(
                  "predictions changed",
                  Unit.NUMBER,
                  "The fraction of test images of which the refitted altered network says"
                      + " another class than the refitted unaltered one.",
                  "May be large where accuracy hardly changes: as many images are then"
                      + " gained as lost.")),
          Map.entry(
              "gradient/cosine",
              new Term(
                  "cosine of gradients",
                  Unit.NUMBER,
                  "The cosine between the layer's weight gradients at the quantized weights"
                      + " wᵇ and at the continuous weights wᶜ, over all its weights.",
                  "Near 1, training with quantized weights goes where training without"
                      + " would go. Lowest where r is lowest.")),
          Map.entry(
              "gradient/filter-cosine-median",
              new Term(
                  "cosine of a filter: median",
                  Unit.NUMBER,
                  "The same within each filter alone; half of the filters lie above.",
                  "Should lie near the pooled cosine; where they part, few filters have"
                      + " most of the gradient.")),
          Map.entry(
              "gradient/undefined-filters",
              new Term(
                  "filters without gradient",
                  Unit.COUNT,
                  "How many filters have no cosine, one of their gradients being zero throughout.",
                  "Should be 0.")),
          Map.entry(
              "angle/mean-degrees",
              new Term(
                  "mean angle",
                  Unit.DEGREES,
                  "The angle between a filter's continuous weights wᶜ and its quantized weights wᵇ,"
                      + " averaged over the layer's filters.",
                  "Should lie near its expectation, which for signs of long vectors is 37.07°. Well above:"
                      + " quantization turns the filters further than it would turn Gaussian"
                      + " vectors.")),
          Map.entry(
              "angle/sd-degrees",
              new Term(
                  "spread of the angle",
                  Unit.DEGREES,
                  "The standard deviation of that angle over the layer's filters.",
                  "Should be small: for Gaussian vectors under signs it falls as 20.18°/√d. A wide spread"
                      + " says that the layer's filters differ in kind.")),
          Map.entry(
              "angle/expected-degrees",
              new Term(
                  "expected angle",
                  Unit.DEGREES,
                  "The mean angle that the same quantizer makes with Gaussian vectors of the layer's d"
                      + " and scale: for signs in closed form, without an interval, else simulated.",
                  "It is the yardstick for the mean angle, not a measurement.")),
          Map.entry(
              "angle/mean-cosine",
              new Term(
                  "mean cosine",
                  Unit.NUMBER,
                  "The cosine of that angle, averaged over the filters.",
                  "For signs it should lie near √(2/π) ≈ 0.798. It is also the r of a filter whose inputs are"
                      + " independent and of equal variance.")),
          Map.entry(
              "angle/scaled-cosine-variance",
              new Term(
                  "variance of the cosine × d",
                  Unit.NUMBER,
                  "How much the cosine varies over the filters, times d, so that layers of different d"
                      + " can be compared.",
                  "Should lie near its expectation, which for signs of long vectors is 1 − 3/π ≈ 0.045. Well"
                      + " above: the layer's filters differ in kind.")),
          Map.entry(
              "angle/fits-mean-degrees",
              new Term(
                  "mean angle over fits",
                  Unit.DEGREES,
                  "The layer's mean angle, averaged over several fits of the quantizer that differ in their"
                      + " seed alone, such as in the rotation drawn.",
                  "Should lie near its expectation. It says what to expect of the next fit; the mean angle"
                      + " is that of one.")),
          Map.entry(
              "angle/fits-sd-degrees",
              new Term(
                  "spread over fits",
                  Unit.DEGREES,
                  "The standard deviation of the layer's mean angle over those fits.",
                  "Is 0 where fitting leaves nothing to chance. Otherwise a difference of mean angles"
                      + " smaller than this tells nothing about the quantizer.")),
          Map.entry(
              "angle/undefined-angles",
              new Term(
                  "undefined angles",
                  Unit.COUNT,
                  "How many filters have no angle, all their weights being zero, before or after"
                      + " quantization. They count in no other number.",
                  "Should be 0.")),
          Map.entry(
              "dot-product/pearson-r",
              new Term(
                  "r, pooled",
                  Unit.NUMBER,
                  "Pearson's correlation of the products wᵇ·a with wᶜ·a over all filters and"
                      + " positions of the layer, a being what enters it.",
                  "Should lie near 1: the quantized layer then computes what the continuous one does, up to a"
                      + " factor. First layers tend to lie lower.")),
          Map.entry(
              "dot-product/slope",
              new Term(
                  "slope",
                  Unit.NUMBER,
                  "The slope of the least-squares line through the joint histogram: what a quantized"
                      + " product has to be multiplied by to give the continuous one.",
                  "May be anything positive: batch normalization takes the factor out again.")),
          Map.entry(
              "dot-product/sign-flip-fraction",
              new Term(
                  "sign flips",
                  Unit.NUMBER,
                  "The fraction of products whose sign quantization turns around, so that the"
                      + " activation behind them would flip. A product of 0 counts as negative.",
                  "Should lie near 0. For jointly Gaussian products it is arccos(r)/π: 0.064 at r = 0.98,"
                      + " 0.101 at 0.95, 0.177 at 0.85.")),
          Map.entry(
              "dot-product/zero-fraction",
              new Term(
                  "exact zeros",
                  Unit.NUMBER,
                  "The fraction of products wᵇ·a that are exactly 0, as sums of whole numbers can"
                      + " be.",
                  "Should be small: for vectors of ±1 about √(2/(πd)), which is 0.02 at d = 1152. Many zeros"
                      + " make the sign flips depend on what the sign of 0 is.")),
          Map.entry(
              "dot-product/filter-r-median",
              new Term(
                  "r of a filter: median",
                  Unit.NUMBER,
                  "The correlation within each filter alone; half of the filters lie above.",
                  "Should lie near 1, and lies above the pooled r where filters differ in scale, which pooling mistakes"
                      + " for noise.")),
          Map.entry(
              "dot-product/filter-r-lower-quartile",
              new Term(
                  "r of a filter: lower quartile",
                  Unit.NUMBER,
                  "A quarter of the filters have a smaller correlation.",
                  "Should lie close below the median; far below, some filters fare much worse.")),
          Map.entry(
              "dot-product/filter-r-upper-quartile",
              new Term(
                  "r of a filter: upper quartile",
                  Unit.NUMBER,
                  "A quarter of the filters have a greater correlation.",
                  "Should lie close above the median.")),
          Map.entry(
              "dot-product/undefined-filters",
              new Term(
                  "filters without r",
                  Unit.COUNT,
                  "How many filters have no correlation, one of their products never changing. They"
                      + " count in none of the quartiles.",
                  "Should be 0.")),
          Map.entry(
              "activation-dot-product/activation-r",
              new Term(
                  "r of an activation",
                  Unit.NUMBER,
                  "Pearson's correlation of single activations after their quantizer with what"
                      + " they were before it.",
                  "For Gaussian activations under signs it is √(2/π) ≈ 0.798. Products correlate"
                      + " better than that where activations have something in common.")),
          Map.entry(
              "activation-dot-product/pearson-r",
              new Term(
                  "r, pooled",
                  Unit.NUMBER,
                  "Pearson's correlation of the products wᵇ·aᵇ, of quantized activations, with"
                      + " wᵇ·aᶜ, of what they were before their quantizer, over all filters and"
                      + " positions.",
                  "Should lie near 1. Independent activations would give the r of a single"
                      + " activation; what activations have in common lifts it.")),
          Map.entry(
              "activation-dot-product/slope",
              new Term(
                  "slope",
                  Unit.NUMBER,
                  "The slope of the least-squares line through the joint histogram: what a"
                      + " product of quantized activations has to be multiplied by to give that of the"
                      + " continuous ones.",
                  "May be anything positive: batch normalization takes the factor out again.")),
          Map.entry(
              "activation-dot-product/sign-flip-fraction",
              new Term(
                  "sign flips",
                  Unit.NUMBER,
                  "The fraction of products whose sign the quantization of the activations turns"
                      + " around. A product of 0 counts as negative.",
                  "Should lie near 0. For jointly Gaussian products it is arccos(r)/π.")),
          Map.entry(
              "activation-dot-product/zero-fraction",
              new Term(
                  "exact zeros",
                  Unit.NUMBER,
                  "The fraction of products wᵇ·aᵇ that are exactly 0.",
                  "Should be small: for vectors of ±1 about √(2/(πd)).")),
          Map.entry(
              "activation-dot-product/filter-r-median",
              new Term(
                  "r of a filter: median",
                  Unit.NUMBER,
                  "The correlation within each filter alone; half of the filters lie above.",
                  "Should lie near 1.")),
          Map.entry(
              "activation-dot-product/filter-r-lower-quartile",
              new Term(
                  "r of a filter: lower quartile",
                  Unit.NUMBER,
                  "A quarter of the filters have a smaller correlation.",
                  "Should lie close below the median; far below, some filters fare much worse.")),
          Map.entry(
              "activation-dot-product/filter-r-upper-quartile",
              new Term(
                  "r of a filter: upper quartile",
                  Unit.NUMBER,
                  "A quarter of the filters have a greater correlation.",
                  "Should lie close above the median.")),
          Map.entry(
              "activation-dot-product/undefined-filters",
              new Term(
                  "filters without r",
                  Unit.COUNT,
                  "How many filters have no correlation, one of their products never changing."
                      + " They count in none of the quartiles.",
                  "Should be 0.")),
          Map.entry(
              "activation-dot-product/pearson-r-both",
              new Term(
                  "r, weights and activations",
                  Unit.NUMBER,
                  "The same correlation of wᵇ·aᵇ, both quantized, with wᶜ·aᶜ, both continuous.",
                  "Should lie near 1. Independent activations would give the r of a single"
                      + " activation times the weights' mean cosine.")),
          Map.entry(
              "permutation/pearson-r",
              new Term(
                  "r, pooled",
                  Unit.NUMBER,
                  "Pearson's correlation of the products wᵇ·a with wᶜ·a over all filters and"
                      + " positions, the inputs a being as they are.",
                  "Is what the probe dot-product measures; here it stands beside the r of"
                      + " shuffled inputs.")),
          Map.entry(
              "permutation/permuted-r",
              new Term(
                  "r of shuffled inputs",
                  Unit.NUMBER,
                  "The same correlation after the inputs were shuffled, which takes their"
                      + " structure away and keeps their values.",
                  "Should lie near the mean cosine of the weights, all that is left to tell. Away"
                      + " from it: the inputs' mean is not 0, or filters differ in scale, which pooling"
                      + " mixes.")),
          Map.entry(
              "permutation/permuted-r-minus-pearson-r",
              new Term(
                  "rise by shuffling",
                  Unit.NUMBER,
                  "How much greater r is with shuffled inputs than with the inputs as they are.",
                  "Should not lie above 0. Below: the inputs' structure protects their products."
                      + " Above, as often in first layers: they lie in directions that quantization"
                      + " distorts more than others.")),
          Map.entry(
              "permutation/cosine",
              new Term(
                  "cosine of the weights",
                  Unit.NUMBER,
                  "The cosine of the angle between a filter's continuous and quantized weights,"
                      + " averaged over the filters: in theory the r of a filter whose inputs are"
                      + " independent, of mean 0 and equal variance.",
                  "For signs it should lie near √(2/π) ≈ 0.798.")),
          Map.entry(
              "permutation/permuted-r-minus-cosine",
              new Term(
                  "excess over the cosine",
                  Unit.NUMBER,
                  "How much greater the r of a filter with shuffled inputs is than the cosine of"
                      + " its weights, averaged over the filters.",
                  "Should lie near 0. Away from it: shuffled inputs keep something in common,"
                      + " such as the brightness of a group of images or the padding.")),
          Map.entry(
              "permutation/filter-r-median",
              new Term(
                  "r of a filter: median",
                  Unit.NUMBER,
                  "The correlation within each filter alone, the inputs being as they are; half"
                      + " of the filters lie above.",
                  "Should lie near 1. Where it moves otherwise than the pooled r when inputs are"
                      + " shuffled, the filters' scales are the reason.")),
          Map.entry(
              "permutation/filter-permuted-r-median",
              new Term(
                  "shuffled r of a filter: median",
                  Unit.NUMBER,
                  "The correlation within each filter alone with shuffled inputs; half of the"
                      + " filters lie above.",
                  "Should lie near the median cosine of the weights.")),
          Map.entry(
              "permutation/filter-permuted-r-lower-quartile",
              new Term(
                  "shuffled r of a filter: lower quartile",
                  Unit.NUMBER,
                  "A quarter of the filters have a smaller correlation with shuffled inputs.",
                  "Should lie near the lower quartile of the cosines.")),
          Map.entry(
              "permutation/filter-permuted-r-upper-quartile",
              new Term(
                  "shuffled r of a filter: upper quartile",
                  Unit.NUMBER,
                  "A quarter of the filters have a greater correlation with shuffled inputs.",
                  "Should lie near the upper quartile of the cosines.")),
          Map.entry(
              "permutation/undefined-filters",
              new Term(
                  "filters without r",
                  Unit.COUNT,
                  "How many filters have no correlation before or after the inputs are shuffled,"
                      + " one of their products never changing.",
                  "Should be 0.")),
          Map.entry(
              "weights/excess-kurtosis",
              new Term(
                  "excess kurtosis",
                  Unit.NUMBER,
                  "The shape of the continuous weights: how much of their variance comes from few"
                      + " large ones.",
                  "Is 0 for a Gaussian. Below: flat, or piled up where training clips; above: heavy"
                      + " tails.")),
          Map.entry(
              "weights/fraction-near-zero",
              new Term(
                  "near zero",
                  Unit.NUMBER,
                  "The fraction of the continuous weights within a small part (by default a tenth) of"
                      + " their root mean square: those whose signs training has settled least.",
                  "Should be about what a Gaussian of the same variance has.")),
          Map.entry(
              "spectrum/variance-explained-1",
              new Term(
                  "variance along the first component",
                  Unit.NUMBER,
                  "The fraction of the variance of the layer's inputs, or of its filters,"
                      + " that lies along the first principal component, the direction in which"
                      + " they vary most.",
                  "Equal variances would give 1/d. Far above: the vectors lie near a line or"
                      + " plane, not evenly around, so that the theory of the angle does not hold"
                      + " for them as they stand. From few vectors it comes out too large.")),
          Map.entry(
              "spectrum/variance-explained-2",
              new Term(
                  "variance along the first two components",
                  Unit.NUMBER,
                  "The fraction of that variance along the first two components together.",
                  "Equal variances would give 2/d.")),
          Map.entry(
              "spectrum/variance-explained-3",
              new Term(
                  "variance along the first three components",
                  Unit.NUMBER,
                  "The fraction of that variance along the first three components together.",
                  "Equal variances would give 3/d.")),
          Map.entry(
              "spectrum/variance-explained-4",
              new Term(
                  "variance along the first four components",
                  Unit.NUMBER,
                  "The fraction of that variance along the first four components together.",
                  "Equal variances would give 4/d.")),
          Map.entry(
              "spectrum/closed-form-r-median",
              new Term(
                  "r by covariance: median",
                  Unit.NUMBER,
                  "The correlation that the covariance C of the layer's inputs gives each filter's products: wᵀCb / √(wᵀCw · bᵀCb); half of the filters lie above.",
                  "Is what the probe dot-product measures per filter over the same inputs. Inputs of equal variance would give the cosine.")),
          Map.entry(
              "spectrum/closed-form-r-lower-quartile",
              new Term(
                  "r by covariance: lower quartile",
                  Unit.NUMBER,
                  "A quarter of the filters have a smaller one.",
                  "Should lie close below the median.")),
          Map.entry(
              "spectrum/closed-form-r-upper-quartile",
              new Term(
                  "r by covariance: upper quartile",
                  Unit.NUMBER,
                  "A quarter of the filters have a greater one.",
                  "Should lie close above the median.")),
          Map.entry(
              "spectrum/loss-share-1",
              new Term(
                  "loss along the first component",
                  Unit.NUMBER,
                  "Which part of the loss 1 − r², averaged over the filters, lies along the first component of the inputs.",
                  "An error of no preferred direction would lose as much there as there is variance. More: the structure of the inputs is why the layer suffers.")),
          Map.entry(
              "spectrum/loss-share-2",
              new Term(
                  "loss along the first two components",
                  Unit.NUMBER,
                  "Which part of the loss 1 − r², averaged over the filters, lies along the first two components of the inputs.",
                  "An error of no preferred direction would lose as much there as there is variance. More: the structure of the inputs is why the layer suffers.")),
          Map.entry(
              "spectrum/loss-share-3",
              new Term(
                  "loss along the first three components",
                  Unit.NUMBER,
                  "Which part of the loss 1 − r², averaged over the filters, lies along the first three components of the inputs.",
                  "An error of no preferred direction would lose as much there as there is variance. More: the structure of the inputs is why the layer suffers.")),
          Map.entry(
              "spectrum/loss-share-4",
              new Term(
                  "loss along the first four components",
                  Unit.NUMBER,
                  "Which part of the loss 1 − r², averaged over the filters, lies along the first four components of the inputs.",
                  "An error of no preferred direction would lose as much there as there is variance. More: the structure of the inputs is why the layer suffers.")),
          Map.entry(
              "spectrum/participation-ratio",
              new Term(
                  "participation ratio",
                  Unit.NUMBER,
                  "Over how many dimensions that variance is spread: (tr C)²/tr(C²) of the"
                      + " covariance C, from 1 for a line to d for equal variances.",
                  "The nearer to d, the better the theory of the angle applies. From few"
                      + " vectors it comes out too small: n vectors with equal variances give about"
                      + " d/(1 + d/n).")),
          Map.entry(
              "accuracy/accuracy",
              new Term(
                  "accuracy",
                  Unit.NUMBER,
                  "The fraction of test images that the network, as trained, classifies rightly.",
                  "Should lie where the recipe is known to arrive. The geometry of a network that has learnt"
                      + " little says little.")));

  private static final Map<String, Drawing> DRAWINGS =
      Map.of(
          "angle/degrees",
          new Drawing(
              "Angles between wᵇ and wᶜ",
              "angle",
              "filters",
              "Gaussian vectors of the layer's d under the same quantizer"),
          "weights/weights",
          new Drawing(
              "Continuous weights wᶜ", "weight", "weights", "Gaussian of the same variance"),
          "spectrum/variance-explained",
          new Drawing("Variance along the first principal components", "", "", "equal variances"),
          "spectrum/loss-share",
          new Drawing(
              "Loss 1 − r² along the first principal components",
              "",
              "",
              "an error of no preferred direction"),
          "dot-product/dot-products",
          new Drawing("Products with quantized and continuous weights", "", "pairs", ""),
          "activation-dot-product/dot-products",
          new Drawing("Products with quantized and continuous activations", "", "pairs", ""));

  private Glossary() {}

  /**
   * How a distribution is drawn.
   *
   * @param title what is shown
   * @param axis what the horizontal axis is
   * @param counted what is counted
   * @param reference what is expected
   */
  record Drawing(String title, String axis, String counted, String reference) {}

  static Term term(String probe, String metric) {
    Term term = TERMS.get(probe + "/" + metric);
    return term != null
        ? term
        : new Term(
            words(metric),
            unit(metric),
            "As the probe " + probe + " documents it.",
            "What to expect of it is not known here.");
  }

  static Drawing drawing(String probe, String metric) {
    Drawing drawing = DRAWINGS.get(probe + "/" + metric);
    return drawing != null
        ? drawing
        : new Drawing(
            probe + ": " + words(metric), words(metric), "values", "what the probe expects");
  }

  /** By its name, a metric's unit: degrees say so. */
  static Unit unit(String metric) {
    return metric.equals("degrees") || metric.endsWith("-degrees") ? Unit.DEGREES : Unit.NUMBER;
  }

  private static String words(String metric) {
    return metric.replace('-', ' ');
  }
}
