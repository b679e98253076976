package org.orthant.framework.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.inject.Guice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Preset;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.catalog.SamplePlugins;
import org.orthant.framework.catalog.SamplePlugins.IdleNetwork;

class PresetTest {
  /** Ways to cook an egg; how many is not theirs to say. */
  public enum Way implements Preset<Cooking> {
    SOFT,
    HARD;

    @Override
    public Cooking over(Cooking base) {
      return new Cooking(Optional.of(this), this == SOFT ? 4 : 9, this == HARD, base.eggs());
    }
  }

  public record Cooking(Optional<Way> way, int minutes, boolean salt, int eggs) {
    public Cooking {
      InvalidParameterException.unless(minutes < 60, "minutes", "must be below 60", minutes);
    }

    public Cooking() {
      this(Optional.empty(), 5, false, 1);
    }
  }

  @Id("test-kitchen")
  public record Kitchen(Cooking cooking) implements IdleNetwork {
    public Kitchen() {
      this(new Cooking(Optional.empty(), 6, false, 3));
    }
  }

  private final ConfigReader reader =
      new ConfigReader(
          Guice.createInjector(new CatalogModule(SamplePlugins.all().with(Kitchen.class)))
              .getInstance(Catalog.class),
          new PretrainedNetworks(List.of()));

  @Test
  void whatAPresetSaysComesInPlaceOfDefaults() {
    assertThat(cooking("{ way: hard }")).isEqualTo(new Cooking(Optional.of(Way.HARD), 9, true, 3));
    assertThat(cooking("{ eggs: 2, way: soft }"))
        .isEqualTo(new Cooking(Optional.of(Way.SOFT), 4, false, 2));
  }

  @Test
  void whatIsWrittenComesBeforeThePreset() {
    assertThat(cooking("{ minutes: 12, way: hard }"))
        .isEqualTo(new Cooking(Optional.of(Way.HARD), 12, true, 3));
    assertThat(cooking("{ way: hard, salt: false }"))
        .isEqualTo(new Cooking(Optional.of(Way.HARD), 9, false, 3));
  }

  @Test
  void withoutAPresetDefaultsStay() {
    assertThat(cooking("{ minutes: 7 }")).isEqualTo(new Cooking(Optional.empty(), 7, false, 3));
    assertThat(cooking("{ way: }")).isEqualTo(new Cooking(Optional.empty(), 6, false, 3));
  }

  @Test
  void anUnknownPresetAndARefusedValueAreReported() {
    assertThat(refusal("{ way: raw }")).contains("raw", "soft", "hard");
    assertThat(refusal("{ way: soft, minutes: 90 }")).contains("minutes: must be below 60");
  }

  private String refusal(String written) {
    return catchThrowableOfType(ConfigException.class, () -> cooking(written)).getMessage();
  }

  private Cooking cooking(String written) {
    String text =
        ConfigReaderTest.SHORT.replace(
            "test-mlp", "{ test-kitchen: { cooking: " + written + " } }");
    return ((Kitchen) reader.read("run.yaml", text, List.of()).network().value()).cooking();
  }
}
