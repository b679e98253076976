package org.orthant.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Extent;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Moments;

/** Probes that break what holds for them, and a sound one. */
final class BrokenProbes {
  private static final Key<Moments> PRODUCTS = Key.perGroup("products", Moments.class);

  private BrokenProbes() {}

  private static void add(Moments moments, float... numbers) {
    for (float number : numbers) {
      moments.add(number);
    }
  }

  private static Conclusion found(String metric, double value) {
    return new Conclusion(
        List.of(Finding.Scalar.of(Subject.network(), metric, value, 1)), List.of());
  }

  static class OfSound extends ProbeContract<Sound> {}

  @Id("sound-probe")
  @Doc("Means of the products")
  public record Sound() implements Probe {
    @Override
    public Needs needs() {
      return Needs.inputs(27);
    }

    @Override
    public void onBlock(Block block, Stats out) {
      add(out.at(PRODUCTS, Moments::new), block.dots(Weights.CONTINUOUS));
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(
          evidence.layers().stream().<Finding>map(layer -> mean(layer, evidence)).toList(),
          List.of(new Verdict(Subject.layer("dense1"), Grade.SOUND, "its mean is what it is")));
    }

    private static Finding mean(LayerShape layer, Evidence evidence) {
      Moments all = evidence.blocks(Trial.BASELINE, layer).total(PRODUCTS);
      return Finding.Scalar.of(Subject.layer(layer.name()), "mean", all.mean(), all.count());
    }
  }

  @Breaks(rule = "saysWhatItNeeds", says = "needs nothing, so it is shown nothing")
  static class OfNeedless extends ProbeContract<Needless> {}

  @Id("needless")
  @Doc("Needs nothing")
  public record Needless() implements Probe {
    @Override
    public Needs needs() {
      return new Needs(false, 0, 0, 0, 0);
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return found("nothing", 0);
    }
  }

  @Breaks(rule = "choosesItsTrialsOnce", says = "names a trial twice")
  static class OfStuttering extends ProbeContract<Stuttering> {}

  @Id("stuttering")
  @Doc("Tries the same trial twice")
  public record Stuttering() implements Probe {
    @Override
    public Needs needs() {
      return Needs.outcomes(10);
    }

    @Override
    public List<Trial> trials(List<SelectedLayer> layers) {
      return List.of(Trial.BASELINE, Trial.BASELINE);
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return found("nothing", 0);
    }
  }

  @Breaks(rule = "altersWhatThereIs", says = "a trial alters selected layers")
  static class OfInventing extends ProbeContract<Inventing> {}

  @Id("inventing")
  @Doc("Alters a layer that nobody selected")
  public record Inventing() implements Probe {
    @Override
    public Needs needs() {
      return Needs.outcomes(10);
    }

    @Override
    public List<Trial> trials(List<SelectedLayer> layers) {
      return List.of(new Trial(Map.of("conv9", Change.of(Activations.IDENTITY)), 0));
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return found("nothing", 0);
    }
  }

  @Breaks(rule = "altersWhatThereIs", says = "continuous weights where they are known")
  static class OfCredulous extends ProbeContract<Credulous> {}

  @Id("credulous")
  @Doc("Asks for continuous weights of layers that have none")
  public record Credulous() implements Probe {
    @Override
    public Needs needs() {
      return Needs.outcomes(10);
    }

    @Override
    public List<Trial> trials(List<SelectedLayer> layers) {
      return layers.stream()
          .map(layer -> new Trial(Map.of(layer.name(), Change.of(Weights.CONTINUOUS)), 0))
          .toList();
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return found("nothing", 0);
    }
  }

  @Breaks(rule = "altersWhatThereIs", says = "weights:continuous into strided")
  static class OfRepeating extends ProbeContract<Repeating> {}

  @Id("repeating")
  @Doc("Asks for continuous weights of layers that compute with them")
  public record Repeating() implements Probe {
    @Override
    public Needs needs() {
      return Needs.outcomes(10);
    }

    @Override
    public List<Trial> trials(List<SelectedLayer> layers) {
      return layers.stream()
          .filter(SelectedLayer::continuous)
          .map(layer -> new Trial(Map.of(layer.name(), Change.of(Weights.CONTINUOUS)), 0))
          .toList();
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return found("nothing", 0);
    }
  }

  @Breaks(rule = "concludesFromWhatItAskedFor", says = "outcomes, but needs() asks for none")
  static class OfDemanding extends ProbeContract<Demanding> {}

  @Id("demanding")
  @Doc("Concludes from what it did not ask for")
  public record Demanding() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return found("images", evidence.outcomes(Trial.BASELINE).count());
    }
  }

  @Breaks(rule = "asksForNoMoreThanItSays", says = "goes on asking after as many")
  static class OfInsatiable extends ProbeContract<Insatiable> {}

  @Id("insatiable")
  @Doc("Asks for one more trial than it says, again and again")
  public record Insatiable() implements Probe {
    @Override
    public Needs needs() {
      return Needs.predictions(5);
    }

    @Override
    public List<Trial> nextTrials(Evidence seen) {
      return List.of(Trial.refitted(1 + seen.outcomes(Trial.BASELINE).count()));
    }

    @Override
    public int mostNextTrials(List<SelectedLayer> layers) {
      return 1;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return found("images", evidence.outcomes(Trial.BASELINE).count());
    }
  }

  @Breaks(rule = "leavesWhatItIsShownAlone", says = "work on a copy", alone = false)
  static class OfMeddling extends ProbeContract<Meddling> {}

  @Id("meddling")
  @Doc("Changes the weights it is shown")
  public record Meddling() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public void onWeights(LayerView layer, Stats out) {
      layer.weights(Weights.CONTINUOUS).muli(2);
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return found("nothing", 0);
    }
  }

  @Breaks(rule = "concludesTheSameTwice", says = "in two equal runs", alone = false)
  static class OfCounting extends ProbeContract<Counting> {}

  @Id("counting")
  @Doc("Finds how often it was asked")
  public record Counting() implements Probe {
    private static final AtomicInteger ASKED = new AtomicInteger();

    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return found("count", ASKED.incrementAndGet());
    }
  }

  @Breaks(rule = "mergesToTheSameInAnySplit", says = "what Stats.at makes first must be empty")
  static class OfHeadStart extends ProbeContract<HeadStart> {}

  @Id("head-start")
  @Doc("Begins every statistic with a number")
  public record HeadStart() implements Probe {
    @Override
    public Needs needs() {
      return Needs.inputs(100);
    }

    @Override
    public void onBlock(Block block, Stats out) {
      add(out.at(PRODUCTS, HeadStart::begun), block.dots(Weights.CONTINUOUS));
    }

    private static Moments begun() {
      Moments moments = new Moments();
      moments.add(1);
      return moments;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      LayerShape layer = evidence.layers().get(0);
      return found("mean", evidence.blocks(Trial.BASELINE, layer).total(PRODUCTS).mean());
    }
  }

  @Breaks(rule = "doesNotDependOnTheOrder", says = "keep everything in Stats", alone = false)
  static class OfRemembering extends ProbeContract<Remembering> {}

  @Id("remembering")
  @Doc("Keeps a running number beside its statistics")
  public record Remembering() implements Probe {
    private static double running;

    @Override
    public Needs needs() {
      return Needs.inputs(100);
    }

    @Override
    public void onBlock(Block block, Stats out) {
      synchronized (Remembering.class) {
        running = running / 2 + block.group();
      }
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      synchronized (Remembering.class) {
        Conclusion conclusion = found("running", running);
        running = 0;
        return conclusion;
      }
    }
  }

  @Breaks(rule = "findsSomething", says = "conclude with a finding per layer")
  static class OfBlind extends ProbeContract<Blind> {}

  @Id("blind")
  @Doc("Finds nothing")
  public record Blind() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(List.of(), List.of());
    }
  }

  @Breaks(rule = "namesWhatItFinds", says = "must be in kebab-case")
  static class OfWordy extends ProbeContract<Wordy> {}

  @Id("wordy")
  @Doc("Calls a metric as it likes")
  public record Wordy() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return found("Mean of Weights", 0);
    }
  }

  @Breaks(rule = "namesWhatItFinds", says = "neither a selected layer nor one of")
  static class OfElsewhere extends ProbeContract<Elsewhere> {}

  @Id("elsewhere")
  @Doc("Speaks of another network")
  public record Elsewhere() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(
          List.of(Finding.Scalar.of(Subject.layer("conv9"), "mean", 0, 1)), List.of());
    }
  }

  @Breaks(rule = "numbersFitTogether", says = "with the value between")
  static class OfBesides extends ProbeContract<Besides> {}

  @Id("besides")
  @Doc("Gives an interval without the value")
  public record Besides() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(
          List.of(Finding.Scalar.of(Subject.network(), "mean", 0, 1).within(1, 2)), List.of());
    }
  }

  @Breaks(rule = "numbersFitTogether", says = "each of height · width · channels values")
  static class OfCropping extends ProbeContract<Cropping> {}

  @Id("cropping")
  @Doc("Finds filters that are smaller than their kernel")
  public record Cropping() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(
          List.of(
              new Finding.Filters(
                  Subject.network(), "filters", new Extent(2, 2), 1, List.of(List.of(1.0, 2.0)))),
          List.of());
    }
  }

  @Breaks(rule = "judgesWithReasons", says = "without a reason")
  static class OfJudging extends ProbeContract<Judging> {}

  @Id("judging")
  @Doc("Judges without a reason")
  public record Judging() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(
          found("nothing", 0).findings(),
          List.of(new Verdict(Subject.network(), Grade.DEGRADED, "")));
    }
  }

  @Breaks(rule = "copesWithASingleGroup", says = "where an interval needs more, leave it out")
  static class OfSpoilt extends ProbeContract<Spoilt> {}

  @Id("spoilt")
  @Doc("Fails without a second group")
  public record Spoilt() implements Probe {
    @Override
    public Needs needs() {
      return Needs.inputs(100);
    }

    @Override
    public void onBlock(Block block, Stats out) {
      add(out.at(PRODUCTS, Moments::new), block.dots(Weights.CONTINUOUS));
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      LayerShape layer = evidence.layers().get(0);
      return found("mean", evidence.blocks(Trial.BASELINE, layer).groups(PRODUCTS).get(1).mean());
    }
  }

  @Breaks(rule = "copesWithALayerThatNoQuantizerServes", says = "quantizers() may be empty")
  static class OfPresuming extends ProbeContract<Presuming> {}

  @Id("presuming")
  @Doc("Takes the first quantizer of every layer")
  public record Presuming() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public void onWeights(LayerView layer, Stats out) {
      String first = layer.quantizers().get(0);
      add(
          out.at(PRODUCTS, Moments::new),
          layer.weights(Weights.quantizedBy(first)).data().asFloat());
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return found("nothing", 0);
    }
  }
}
