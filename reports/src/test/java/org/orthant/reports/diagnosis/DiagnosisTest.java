package org.orthant.reports.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.Result;

/** Each rule on both sides of its threshold; DiagnosisRunTest plants its case in a network. */
class DiagnosisTest {
  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void aLayerThatNothingIsWrongWith() throws IOException {
    document = Example.documented();
    document.putArray("findings");
    document.putArray("verdicts");
  }

  @Test
  void nothingMeasuredIsNoCause() throws IOException {
    assertThat(causes()).isEmpty();
  }

  @Test
  void fewDirectionsAreThoseOfInputsThatShufflingHelps() throws IOException {
    plain("spectrum", "variance-explained-1", 0.76);
    assertThat(rules()).containsExactly("few input directions");

    quantized("permutation", "permuted-r-minus-pearson-r", 0.19).put("low", 0.18);
    quantized("permutation", "pearson-r", 0.58);
    quantized("permutation", "permuted-r", 0.77);
    assertThat(causes().get(0).clause())
        .isEqualTo(
            "its inputs vary along few directions, one of which holds 76.0\u202f% of the variance"
                + " (with the inputs shuffled, which undoes that, r is 0.77 instead of 0.58)");
  }

  @Test
  void fewDirectionsThatShufflingDoesNotHelpAreNoCause() throws IOException {
    plain("spectrum", "variance-explained-1", 0.76);
    quantized("permutation", "permuted-r-minus-pearson-r", 0.19).put("low", 0.04);

    assertThat(rules()).isEmpty();
  }

  @Test
  void manyDirectionsAreNoCauseWhateverShufflingDoes() throws IOException {
    plain("spectrum", "variance-explained-1", 0.49);
    quantized("permutation", "permuted-r-minus-pearson-r", 0.19).put("low", 0.18);

    assertThat(rules()).isEmpty();
  }

  @Test
  void filtersAreUnlikeWhereTheMedianOneKeepsFarMoreThanAllTogether() throws IOException {
    quantized("dot-product", "pearson-r", 0.58).put("low", 0.55).put("high", 0.6);
    ObjectNode median = quantized("dot-product", "filter-r-median", 0.73);
    assertThat(rules()).containsExactly("filters of unlike scale");

    ObjectNode spread = plain("weights", "scale-spread", 0.26);
    assertThat(rules()).containsExactly("filters of unlike scale");

    spread.put("value", 0.24);
    assertThat(rules()).isEmpty();

    spread.put("value", 0.26);
    median.put("value", 0.67);
    assertThat(rules()).isEmpty();
  }

  @Test
  void outliersAreTheCauseOfHeapsThatTheyMake() throws IOException {
    ObjectNode crest = plain("weights", "crest-factor", 9.1).put("expected", 3.2).put("low", 8);
    plain("weights", "fraction-near-zero", 0.4).put("expected", 0.08).put("low", 0.39);
    assertThat(rules()).containsExactly("outliers among the weights");

    crest.put("low", 4.7);
    assertThat(rules()).containsExactly("weights near zero");
  }

  @Test
  void outliersAreKnownFromTheProbeErrorAsWell() throws IOException {
    plain("error", "crest-factor", 9.1).put("expected", 3.2);

    assertThat(causes()).extracting(Cause::probe).containsExactly("error");
  }

  @Test
  void weightsHeapUpWhereTwiceAsManyLieNearZeroAsOfGaussianOnes() throws IOException {
    ObjectNode near =
        plain("weights", "fraction-near-zero", 0.17).put("expected", 0.08).put("low", 0.161);
    assertThat(rules()).containsExactly("weights near zero");

    near.put("low", 0.159);
    assertThat(rules()).isEmpty();
  }

  @Test
  void filtersAreShortBelowFortyFive() throws IOException {
    Example.first(document, "layers").put("dimension", 44);
    assertThat(rules()).containsExactly("short filters");

    quantized("angle", "mean-degrees", 38.4);
    quantized("angle", "sd-degrees", 4.2);
    assertThat(causes().get(0).clause())
        .isEqualTo("its filters are short (d = 44 weights, which quantization turns by 38° ± 4°)");

    Example.first(document, "layers").put("dimension", 45);
    assertThat(rules()).isEmpty();
  }

  @Test
  void imagesAreTooFewOnlyWhereNothingIsKnownToBeWrong() throws IOException {
    verdict("ablation", "UNCERTAIN").put("times-as-many-images", 3.14);
    verdict("dot-product", "SOUND");
    assertThat(causes().get(0).clause())
        .isEqualTo("too few images to tell (about 3.1 times as many would, for ablation)");

    verdict("angle", "STRAINED");
    assertThat(rules()).isEmpty();
  }

  private List<String> rules() throws IOException {
    return causes().stream().map(Cause::rule).toList();
  }

  private List<Cause> causes() throws IOException {
    Result result = Example.read(folder, document);
    return Diagnosis.of(result, result.layers().get(0));
  }

  private ObjectNode quantized(String probe, String metric, double value) {
    return plain(probe, metric, value).put("quantizer", "binary");
  }

  private ObjectNode plain(String probe, String metric, double value) {
    return document
        .withArray("findings")
        .addObject()
        .put("probe", probe)
        .put("layer", "dense1")
        .put("metric", metric)
        .put("value", value);
  }

  private ObjectNode verdict(String probe, String grade) {
    return document
        .withArray("verdicts")
        .addObject()
        .put("probe", probe)
        .put("quantizer", "binary")
        .put("layer", "dense1")
        .put("grade", grade)
        .put("reason", "…");
  }
}
