package org.orthant.formats.keras.quantizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.orthant.formats.draft.UnsupportedException;
import org.orthant.formats.keras.file.Json;
import org.orthant.formats.keras.file.Settings;

/** Finds the quantizer that a configuration names. */
public final class Quantizers {
  private Quantizers() {}

  /**
   * The quantizer of images, or of a bias.
   *
   * @return empty where there is none
   * @throws UnsupportedException if it is not supported
   */
  public static Optional<Quantizer> ofImage(JsonNode written) {
    return written.isMissingNode() || written.isNull()
        ? Optional.empty()
        : Optional.of(of(written, false));
  }

  /**
   * The quantizer of a layer's weights: the one its configuration names, or what its class has.
   *
   * @param type the layer's class
   * @param settings the layer's
   * @param written what the layer says of its quantizer
   * @param sizes of its kernel, the filters last
   * @return empty where it computes with its weights as they are
   * @throws UnsupportedException if it is not supported
   */
  public static Optional<Quantizer> ofKernel(
      String type, Settings settings, JsonNode written, int... sizes) {
    if (type.startsWith("Binary") || type.startsWith("Ternary")) {
      return Optional.of(BinaryNet.ofKernel(type.startsWith("Ternary"), settings, sizes));
    }
    return written.isMissingNode() || written.isNull()
        ? Optional.empty()
        : Optional.of(of(written, true));
  }

  private static Quantizer of(JsonNode written, boolean isKernel) {
    return Identifier.of(written)
        .flatMap(
            identifier ->
                Larq.of(identifier)
                    .or(() -> Qkeras.of(identifier, isKernel))
                    .or(() -> BinaryNet.ofImage(identifier.name())))
        .orElseThrow(
            () ->
                new UnsupportedException(
                    Json.shortened(written)
                        + " is not; activations of Keras and quantizers of Larq, QKeras and hls4ml"
                        + " are"));
  }
}
