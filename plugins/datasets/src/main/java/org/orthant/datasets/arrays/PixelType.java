package org.orthant.datasets.arrays;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.file.NumpyFile;
import org.orthant.datasets.own.Refusal;

/**
 * The type of an array's pixels.
 *
 * @param floats if they are floating-point numbers, else unsigned bytes
 */
record PixelType(Optional<NumpyFile.Type> floats) {
  private static final String BYTE = "|u1";

  /**
   * The type of this code.
   *
   * @param name of the array, for messages
   * @throws BadInputException if pixels may not be of it
   */
  static PixelType of(String name, String code) {
    if (code.equals(BYTE)) {
      return new PixelType(Optional.empty());
    }
    if (code.contains("O")) {
      throw Refusal.of(
          name,
          "holds Python's objects, which are not read: images of different sizes, perhaps; save one"
              + " array of numbers");
    }
    return NumpyFile.Type.of(code)
        .filter(type -> type != NumpyFile.Type.INT8)
        .map(type -> new PixelType(Optional.of(type)))
        .orElseThrow(
            () ->
                Refusal.of(
                    name,
                    "images must be uint8, float16, float32 or float64, not of the type %s; save"
                        + " images.astype('float32')",
                    code));
  }

  boolean isByte() {
    return floats.isEmpty();
  }

  /** Returns how many bytes a number takes. */
  int bytes() {
    return floats.map(NumpyFile.Type::bytes).orElse(1);
  }

  /** Returns in which order they stand. */
  ByteOrder order() {
    return floats.map(NumpyFile.Type::order).orElse(ByteOrder.LITTLE_ENDIAN);
  }

  /** The numbers from a buffer's position on. */
  void read(ByteBuffer from, float... into) {
    if (isByte()) {
      for (int i = 0; i < into.length; i++) {
        into[i] = Byte.toUnsignedInt(from.get());
      }
      return;
    }
    NumpyFile.Type type = floats.get();
    from.order(type.order());
    for (int i = 0; i < into.length; i++) {
      into[i] = type.next(from);
    }
  }
}
