package org.orthant.kernels.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PackingTest {

  @Provide
  Arbitrary<Case> cases() {
    return Case.any();
  }

  @Provide
  Arbitrary<Axis> axes() {
    return Case.axis();
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

  @Property(tries = 200, seed = "1705")
  void channelsFollowThoseOfThePartBefore(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 70) Integer> channels,
      @ForAll @IntRange(min = 1, max = 12) int positions,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<PackedImages> parts =
        channels.stream().map(count -> random(random, 2, positions, 3, count)).toList();
    PackedImages concatenated = PackedImages.concatenated(parts);
    float[] expected = new float[2 * positions * 3 * concatenated.channels()];
    int from = 0;
    for (PackedImages part : parts) {
      float[] signs = part.unpacked();
      for (int i = 0; i < signs.length; i++) {
        int position = i / part.channels();
        expected[position * concatenated.channels() + from + i % part.channels()] = signs[i];
      }
      from += part.channels();
    }
    assertThat(concatenated.channels()).isEqualTo(from);
    assertThat(concatenated.unpacked()).isEqualTo(expected);
  }

  @Test
  void imagesOfOtherSizesAreNotConcatenated() {
    PackedImages images = PackedImages.blank(2, 3, 4, 5);
    int[][] others = {{1, 3, 4}, {2, 4, 4}, {2, 3, 3}};
    for (int[] other : others) {
      PackedImages different = PackedImages.blank(other[0], other[1], other[2], 5);
      assertThatThrownBy(() -> PackedImages.concatenated(List.of(images, different)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("do not follow those of 2 of 3 × 4");
    }
    assertThatThrownBy(() -> PackedImages.concatenated(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300, seed = "1705")
  void theMaximumIsTheLargestNumberThatTheWindowMeets(
      @ForAll("axes") Axis down,
      @ForAll("axes") Axis across,
      @ForAll @IntRange(min = 1, max = 8) int height,
      @ForAll @IntRange(min = 1, max = 8) int width,
      @ForAll @IntRange(min = 1, max = 70) int channels,
      @ForAll long seed) {
    Assume.that(Case.fits(down, height) && Case.fits(across, width));
    PackedImages images = random(new Random(seed), 2, height, width, channels);
    float[] values = images.unpacked();
    int outputHeight = down.output(height);
    int outputWidth = across.output(width);
    float[] expected = new float[2 * outputHeight * outputWidth * channels];
    for (int i = 0; i < expected.length; i++) {
      int position = i / channels;
      int image = position / (outputHeight * outputWidth);
      int top = position / outputWidth % outputHeight * down.stride() - down.before();
      int left = position % outputWidth * across.stride() - across.before();
      expected[i] = Float.NEGATIVE_INFINITY;
      for (int tap = 0; tap < down.taps() * across.taps(); tap++) {
        int y = top + tap / across.taps() * down.dilation();
        int x = left + tap % across.taps() * across.dilation();
        if (y >= 0 && y < height && x >= 0 && x < width) {
          int pixel = (image * height + y) * width + x;
          expected[i] = Math.max(expected[i], values[pixel * channels + i % channels]);
        }
      }
    }
    if (IntStream.range(0, expected.length).anyMatch(i -> Float.isInfinite(expected[i]))) {
      assertThatThrownBy(() -> images.maximum(down, across))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nothing but padding");
    } else {
      PackedImages found = images.maximum(down, across);
      assertThat(found.height()).isEqualTo(outputHeight);
      assertThat(found.width()).isEqualTo(outputWidth);
      assertThat(found.unpacked()).isEqualTo(expected);
    }
  }

  @Property(tries = 200, seed = "1705")
  void paddingLiesAround(
      @ForAll("cases") Case of,
      @ForAll @IntRange(min = 0, max = 3) int top,
      @ForAll @IntRange(min = 0, max = 3) int bottom,
      @ForAll @IntRange(min = 0, max = 3) int left,
      @ForAll @IntRange(min = 0, max = 3) int right,
      @ForAll boolean positive) {
    int sign = positive ? 1 : -1;
    PackedImages padded = of.packed().padded(top, bottom, left, right, sign);
    int height = top + of.height() + bottom;
    int width = left + of.width() + right;
    float[] found = padded.unpacked();
    float[] signs = of.signs();
    assertThat(found).hasSize(of.images() * height * width * of.channels());
    for (int i = 0; i < found.length; i++) {
      int position = i / of.channels();
      int y = position / width % height - top;
      int x = position % width - left;
      boolean inside = y >= 0 && y < of.height() && x >= 0 && x < of.width();
      int pixel = (position / (height * width) * of.height() + y) * of.width() + x;
      float expected = inside ? signs[pixel * of.channels() + i % of.channels()] : sign;
      assertThat(found[i]).isEqualTo(expected);
    }
    // What lies beyond the last channel meets filters too.
    assertThat(padded.words())
        .isDeepEqualTo(
            PackedImages.of(found, of.images(), height, width, of.channels())
                .orElseThrow()
                .words());
  }

  @Test
  void paddingIsSigns() {
    for (int other : new int[] {0, 2, -2}) {
      assertThatThrownBy(() -> PackedImages.blank(1, 1, 1, 1).padded(1, 1, 1, 1, other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("padded with");
    }
    assertThatThrownBy(() -> PackedImages.blank(1, 1, 1, 1).padded(-1, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PackedImages random(
      Random random, int images, int height, int width, int channels) {
    float[] signs = new float[images * height * width * channels];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return PackedImages.of(signs, images, height, width, channels).orElseThrow();
  }
}
