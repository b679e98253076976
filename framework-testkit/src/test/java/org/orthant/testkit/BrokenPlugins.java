package org.orthant.testkit;

import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Sample;

/** Plugins that break what holds for every kind. */
final class BrokenPlugins {
  private BrokenPlugins() {}

  private static VectorMap copy() {
    return rows -> rows.dup('c');
  }

  @Breaks(rule = "isAPublicRecord", says = "must be a public record", alone = false)
  static class OfNotARecord extends QuantizerContract<NotARecord> {}

  @Id("not-a-record")
  @Doc("Is a class")
  public static final class NotARecord implements Quantizer {
    public NotARecord() {}

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return copy();
    }
  }

  @Breaks(rule = "hasAnIdInKebabCase", says = "must be in kebab-case", alone = false)
  static class OfShouting extends QuantizerContract<Shouting> {}

  @Id("SHOUTING_ID")
  @Doc("Has an id in capitals")
  public record Shouting() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return copy();
    }
  }

  @Breaks(
      rule = "isRegistered",
      says = "to META-INF/services/org.orthant.api.spi.Quantizer among the resources")
  static class OfUnregistered extends QuantizerContract<Unregistered> {}

  @Id("unregistered")
  @Doc("Stands in no service file")
  public record Unregistered() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return copy();
    }
  }

  @Breaks(rule = "isDocumented", says = "Undocumented, component bits has no @Doc")
  static class OfUndocumented extends QuantizerContract<Undocumented> {}

  @Id("undocumented")
  @Doc("Says nothing of its parameter")
  public record Undocumented(int bits) implements Quantizer {
    public Undocumented() {
      this(1);
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return copy();
    }
  }

  @Breaks(rule = "isDocumented", says = "Inside, component bits: @Doc must not end with a full")
  static class OfUndocumentedInside extends QuantizerContract<UndocumentedInside> {}

  @Id("undocumented-inside")
  @Doc("Ends the explanation of a parameter's parameter with a full stop")
  public record UndocumentedInside(@Doc("has a parameter") Inside inside) implements Quantizer {
    public UndocumentedInside() {
      this(new Inside(1));
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return copy();
    }
  }

  /** A parameter with a parameter. */
  public record Inside(@Doc("How many bits.") int bits) {}

  @Breaks(rule = "hasValidDefaults", says = "refuses its own defaults", alone = false)
  static class OfSelfRefusing extends QuantizerContract<SelfRefusing> {}

  @Id("self-refusing")
  @Doc("Refuses its defaults")
  public record SelfRefusing(@Doc("how many bits") int bits) implements Quantizer {
    public SelfRefusing() {
      this(0);
    }

    public SelfRefusing {
      InvalidParameterException.unless(bits >= 1, "bits", "must be at least 1", bits);
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return copy();
    }
  }

  @Breaks(rule = "hasValidDefaults", says = "has no public no-argument constructor", alone = false)
  static class OfWithoutDefaults extends QuantizerContract<WithoutDefaults> {}

  @Id("without-defaults")
  @Doc("Has no defaults")
  public record WithoutDefaults(@Doc("how many bits") int bits) implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return copy();
    }
  }

  @Breaks(rule = "parametersSurviveYaml", says = "a compact constructor must keep what it allows")
  static class OfGrowing extends QuantizerContract<Growing> {}

  @Id("growing")
  @Doc("Has one bit more whenever it is made")
  public record Growing(@Doc("how many bits") int bits) implements Quantizer {
    public Growing() {
      this(1);
    }

    public Growing {
      bits = bits + 1;
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return copy();
    }
  }

  @Breaks(
      rule = "mistakesAreToldWithTheirPlace",
      says = "bits = -2147483648 must be accepted, or refused by an InvalidParameterException")
  static class OfRude extends QuantizerContract<Rude> {}

  @Id("rude")
  @Doc("Refuses without naming the parameter")
  public record Rude(@Doc("how many bits") int bits) implements Quantizer {
    public Rude() {
      this(1);
    }

    public Rude {
      if (bits < 1) {
        throw new IllegalArgumentException("no");
      }
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return copy();
    }
  }

  @Breaks(
      rule = "mistakesAreToldWithTheirPlace",
      says = "'bit', which is no component of Misnaming")
  static class OfMisnaming extends QuantizerContract<Misnaming> {}

  @Id("misnaming")
  @Doc("Refuses in the name of a parameter it does not have")
  public record Misnaming(@Doc("how many bits") int bits) implements Quantizer {
    public Misnaming() {
      this(1);
    }

    public Misnaming {
      InvalidParameterException.unless(bits >= 1, "bit", "must be at least 1", bits);
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return copy();
    }
  }
}
