package org.orthant.reports.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final String CONFIG =
      """
      name: one
      seed: 1705
      network:
        bnn-mlp: {dense: [256, 256], training: {epochs: 6}}
      quantizers: {binary: binary, ternary: {ternary: {threshold: 0.7}}}
      probes:
      - angle
      - dot-product: {images: 500}
      """;

  @Test
  void namesEachSettingByItsPathWithBothValues() {
    assertThat(differing("epochs: 6", "epochs: 3"))
        .hasValue(
            "the runs differ in one setting: network.bnn-mlp.training.epochs is 6 in A and 3 in B");
    assertThat(differing("[256, 256]", "[256]"))
        .hasValue(
            "the runs differ in one setting: network.bnn-mlp.dense is [256, 256] in A and [256] in B");
    assertThat(differing("binary: binary", "binary: {gbt: {rotation: dct}}"))
        .hasValue(
            "the runs differ in one setting: quantizers.binary is binary in A and {gbt: {rotation: dct}} in B");
    assertThat(differing("images: 500", "images: 200"))
        .hasValue(
            "the runs differ in one setting: probes.dot-product.images is 500 in A and 200 in B");
  }

  @Test
  void saysWhatOneRunAloneHas() {
    assertThat(differing("- angle\n", "- angle: {samples: 9}\n"))
        .hasValue("the runs differ in one setting: probes.angle.samples (9) is in B alone");
    assertThat(differing("- angle\n", "- cost\n"))
        .hasValue(
            "the runs differ in 2 settings: probes.angle is in A alone; probes.cost is in B alone");
    assertThat(differing("seed: 1705\n", ""))
        .hasValue("the runs differ in one setting: seed (1705) is in A alone");
  }

  @Test
  void ofManyTheFirstAreNamed() {
    assertThat(
            Settings.differing(
                "{a: 1, b: 1, c: 1, d: 1, e: 1, f: 1}", "{a: 2, b: 2, c: 2, d: 2, e: 2, f: 2}"))
        .hasValue(
            "the runs differ in 6 settings: a is 1 in A and 2 in B; b is 1 in A and 2 in B;"
                + " c is 1 in A and 2 in B; d is 1 in A and 2 in B; and 2 more");
  }

  @Test
  void aNameIsToldOnlyWhereNothingElseDiffers() {
    assertThat(differing("name: one", "name: two"))
        .hasValue("the runs differ in one setting: name is one in A and two in B");
    assertThat(Settings.differing("{name: one, seed: 1}", "{name: two, seed: 2}"))
        .hasValue("the runs differ in one setting: seed is 1 in A and 2 in B");
    assertThat(Settings.differing(CONFIG, CONFIG)).isEmpty();
  }

  @Test
  void whatIsNoConfigurationIsPassedOver() {
    assertThat(Settings.differing(CONFIG, "{")).isEmpty();
    assertThat(Settings.differing(CONFIG, "!!javax.script.ScriptEngineManager [a]")).isEmpty();
    assertThat(Settings.differing("&a [*a]", CONFIG)).isPresent();
    assertThat(Settings.differing("the YAML as run", "the YAML as run")).isEmpty();
  }

  @Test
  void textsStayShortAndInOneLine() {
    assertThat(Settings.differing("{a: \"x\\ny\"}", "{a: " + "z".repeat(500) + "}").orElseThrow())
        .hasSizeLessThan(140)
        .doesNotContain("\n");
  }

  private static Optional<String> differing(String inA, String inB) {
    assertThat(CONFIG).contains(inA);
    return Settings.differing(CONFIG, CONFIG.replace(inA, inB));
  }
}
