package org.orthant.formats.deeplearning4j.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.Numbers;

/**
 * Batch normalization: gamma and beta unless they are locked, the mean, and the variance or the
 * decimal logarithm of its root. DeepLearning4J applies no function behind it, whatever is set.
 */
final class BatchNormalization implements LayerType {
  private static final String GAMMA = "gamma";
  private static final String BETA = "beta";
  private static final String MEAN = "mean";
  private static final String VARIANCE = "var";
  private static final String LOG = "log10stdev";
  private static final double EPSILON = 1e-5;

  @Override
  public List<Parameter> parameters(Settings settings) {
    int channels = settings.whole("nout");
    List<Parameter> parameters = new ArrayList<>();
    if (!settings.flag("lockGammaBeta", false)) {
      parameters.add(Parameter.of(GAMMA, channels));
      parameters.add(Parameter.of(BETA, channels));
    }
    parameters.add(Parameter.of(MEAN, channels));
    parameters.add(Parameter.of(settings.flag("useLogStd", false) ? LOG : VARIANCE, channels));
    return parameters;
  }

  @Override
  public Image apply(Call call) {
    Image image = Flattening.channels(call, call.image());
    return call.draft()
        .batchNorm(
            call.name(),
            image,
            ordered(image, learned(call, GAMMA, 1)),
            ordered(image, learned(call, BETA, 0)),
            ordered(image, call.parameter(MEAN)),
            ordered(image, variance(call)),
            call.settings().number("eps", EPSILON));
  }

  /** An array, or where it is locked its one value for every channel. */
  private static Numbers learned(Call call, String name, double otherwise) {
    if (call.has(name)) {
      return call.parameter(name);
    }
    double[] locked = new double[call.parameter(MEAN).count()];
    Arrays.fill(locked, call.settings().number(name, otherwise));
    return Numbers.of(locked, locked.length);
  }

  private static Numbers variance(Call call) {
    return call.has(LOG)
        ? call.parameter(LOG).map(logarithm -> StrictMath.pow(10, 2 * logarithm))
        : call.parameter(VARIANCE);
  }

  private static Numbers ordered(Image image, Numbers written) {
    return Flattening.isInOrder(image)
        ? written
        : Numbers.of(Call.ordered(image, written.doubles()), written.count());
  }
}
