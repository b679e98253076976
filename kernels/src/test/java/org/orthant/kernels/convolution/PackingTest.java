package org.orthant.kernels.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PackingTest {

  @Provide
  Arbitrary<Case> cases() {
    return Case.any();
  }

  @Property(tries = 100, seed = "1705")
  void imagesComeBackAsTheyWere(@ForAll("cases") Case of) {
    assertThat(of.packed().unpacked()).isEqualTo(of.signs());
    assertThat(of.packed().flattened().unpacked()).isEqualTo(of.signs());
    int size = of.signs().length / of.images();
    assertThat(of.packed().first(1).unpacked())
        .isEqualTo(java.util.Arrays.copyOf(of.signs(), size));
  }

  @Test
  void imagesAreAlikeOrNotInEveryBit() {
    float[] image = new float[2 * 3 * 40];
    for (int i = 0; i < image.length; i++) {
      image[i] = i % 7 < 3 ? 1 : -1;
    }
    float[] images = new float[3 * image.length];
    for (int i = 0; i < images.length; i++) {
      images[i] = image[i % image.length];
    }
    PackedImages alike = PackedImages.of(images, 3, 2, 3, 40).orElseThrow();
    assertThat(alike.hashIfAlike())
        .isEqualTo(PackedImages.of(image, 1, 2, 3, 40).orElseThrow().hashIfAlike())
        .isPresent();
    assertThat(alike.flattened().hashIfAlike()).isPresent();
    for (int other : new int[] {image.length, images.length - 1}) {
      images[other] = -images[other];
      PackedImages different = PackedImages.of(images, 3, 2, 3, 40).orElseThrow();
      assertThat(different.hashIfAlike()).isEmpty();
      assertThat(different.flattened().hashIfAlike()).isEmpty();
      images[other] = -images[other];
    }
  }

  @Test
  void imagesAreSignsOrNotPacked() {
    for (float other : new float[] {0, -0f, 0.5f, 2, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThat(PackedImages.of(new float[] {1, other, -1}, 1, 1, 1, 3)).isEmpty();
    }
  }

  @Test
  void filtersHaveOneMagnitudeEachOrAreNotPacked() {
    assertThat(PackedFilters.of(new float[] {2, -2, 0.5f, 0.5f}, 2, 1, 2)).isPresent();
    assertThat(PackedFilters.of(new float[] {2, -2, 0.5f, 0.6f}, 2, 1, 2)).isEmpty();
    assertThat(PackedFilters.of(new float[] {1, Float.NaN}, 1, 1, 2)).isEmpty();
    assertThat(PackedFilters.of(new float[] {Float.NaN, 1}, 1, 1, 2)).isEmpty();
  }

  @Test
  void aBitTakesTheThirtySecondPartOfANumber() {
    float[] weights = new float[128 * 9 * 128];
    java.util.Arrays.fill(weights, 1);
    PackedFilters binary = PackedFilters.of(weights, 128, 9, 128).orElseThrow();
    assertThat(binary.bytes() * 32).isEqualTo(weights.length * (long) Float.BYTES);
    weights[7] = 0;
    PackedFilters ternary = PackedFilters.of(weights, 128, 9, 128).orElseThrow();
    assertThat(ternary.bytes()).isEqualTo(2 * binary.bytes());
  }
}
