package org.orthant.datasets;

import java.util.List;

/**
 * The ways to write the digits 0 … 9. A glyph is about 1.2 wide and 2 high around the origin; x
 * grows to the right and y downwards.
 */
final class Glyphs {
  private static final List<List<List<Stroke>>> STYLES =
      List.of(
          zeros(), ones(), twos(), threes(), fours(), fives(), sixes(), sevens(), eights(),
          nines());

  private Glyphs() {}

  /** The styles of a digit, each a list of strokes. */
  static List<List<Stroke>> of(int digit) {
    return STYLES.get(digit);
  }

  private static List<List<Stroke>> zeros() {
    return List.of(
        List.of(Stroke.along(0, 0, 0.6, 1, 0, 360)),
        List.of(Stroke.along(0, 0, 0.75, 0.9, 0, 360)));
  }

  private static List<List<Stroke>> ones() {
    return List.of(
        List.of(Stroke.from(0, -1).to(0, 1)),
        List.of(Stroke.from(-0.45, -0.55).to(0.05, -1).to(0.05, 1)),
        List.of(Stroke.from(-0.4, -0.6).to(0, -1).to(0, 1), Stroke.from(-0.45, 1).to(0.45, 1)));
  }

  private static List<List<Stroke>> twos() {
    return List.of(
        List.of(Stroke.along(0, -0.45, 0.55, 0.55, 190, 400).to(-0.6, 1).to(0.6, 1)),
        List.of(
            Stroke.along(0, -0.45, 0.5, 0.55, 200, 400)
                .to(-0.15, 0.6)
                .arc(-0.35, 0.78, 0.22, 0.22, 0, -300)
                .to(0.1, 0.85)
                .to(0.65, 0.95)));
  }

  private static List<List<Stroke>> threes() {
    return List.of(
        List.of(Stroke.along(-0.05, -0.5, 0.5, 0.5, 200, 450).arc(-0.05, 0.5, 0.6, 0.5, 270, 520)),
        List.of(
            Stroke.from(-0.5, -1).to(0.5, -1).to(-0.05, -0.2).arc(-0.05, 0.4, 0.6, 0.6, 270, 515)));
  }

  private static List<List<Stroke>> fours() {
    return List.of(
        List.of(
            Stroke.from(-0.4, -1).to(-0.55, 0.2).to(0.6, 0.2), Stroke.from(0.3, -0.7).to(0.25, 1)),
        List.of(Stroke.from(0.3, 1).to(0.3, -1).to(-0.6, 0.35).to(0.65, 0.35)));
  }

  private static List<List<Stroke>> fives() {
    return List.of(
        List.of(
            Stroke.from(0.5, -1)
                .to(-0.4, -1)
                .to(-0.45, -0.1)
                .arc(-0.05, 0.35, 0.6, 0.65, 225, 510)));
  }

  private static List<List<Stroke>> sixes() {
    return List.of(
        List.of(Stroke.along(0.4, 0.4, 0.95, 1.4, 270, 180).arc(0, 0.42, 0.55, 0.57, 180, -180)),
        List.of(Stroke.from(0.1, -1).to(-0.45, 0.25).arc(0, 0.45, 0.5, 0.53, 195, -180)));
  }

  private static List<List<Stroke>> sevens() {
    return List.of(
        List.of(Stroke.from(-0.55, -1).to(0.55, -1).to(-0.15, 1)),
        List.of(
            Stroke.from(-0.55, -0.95).to(0.55, -1).to(-0.1, 1),
            Stroke.from(-0.25, 0.05).to(0.5, 0.05)));
  }

  private static List<List<Stroke>> eights() {
    return List.of(
        List.of(Stroke.along(0, -0.5, 0.45, 0.5, 90, 450), Stroke.along(0, 0.5, 0.55, 0.5, 0, 360)),
        List.of(
            Stroke.from(0.4, -0.75)
                .arc(0, -0.55, 0.45, 0.45, -30, -200)
                .to(0.4, 0.3)
                .arc(0, 0.55, 0.5, 0.45, -20, 200)
                .to(0.4, -0.75)));
  }

  private static List<List<Stroke>> nines() {
    return List.of(
        List.of(Stroke.along(0, -0.42, 0.5, 0.56, 0, -360).to(0.45, 1)),
        List.of(Stroke.along(0, -0.42, 0.55, 0.57, 0, -360).arc(-0.4, -0.42, 0.95, 1.4, 0, 90)));
  }
}
