package org.orthant.formats.deeplearning4j;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.file.Halves;

/** The types of numbers that ND4J writes, by the names that it has for them. */
enum NumberType {
  FLOAT(4) {
    @Override
    double at(ByteBuffer bytes, int index) {
      return bytes.getFloat(4 * index);
    }
  },
  DOUBLE(8) {
    @Override
    double at(ByteBuffer bytes, int index) {
      return bytes.getDouble(8 * index);
    }
  },
  HALF(2) {
    @Override
    double at(ByteBuffer bytes, int index) {
      return Halves.of(bytes.getShort(2 * index));
    }
  },
  BFLOAT16(2) {
    @Override
    double at(ByteBuffer bytes, int index) {
      return Float.intBitsToFloat(bytes.getShort(2 * index) << 16);
    }
  };

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns how many bytes a number has. */
  int bytes() {
    return bytes;
  }

  /** A number of a big-endian buffer. */
  abstract double at(ByteBuffer bytes, int index);

  /** The type of that name; empty if it is none that is read. */
  static Optional<NumberType> named(String name) {
    return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
