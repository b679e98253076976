package org.orthant.formats.safetensors;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.file.Halves;

/** The types of numbers that are read, by the names that the format has for them. */
enum TensorType {
  F64(8) {
    @Override
    float next(ByteBuffer from) {
      return (float) from.getDouble();
    }
  },
  F32(4) {
    @Override
    float next(ByteBuffer from) {
      return from.getFloat();
    }
  },
  F16(2) {
    @Override
    float next(ByteBuffer from) {
      return Halves.of(from.getShort());
    }
  },
  /** The first 16 bits of a float32. */
  BF16(2) {
    @Override
    float next(ByteBuffer from) {
      return Float.intBitsToFloat(from.getShort() << 16);
    }
  },
  I8(1) {
    @Override
    float next(ByteBuffer from) {
      return from.get();
    }
  };

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** How many bytes a number has. */
  int bytes() {
    return bytes;
  }

  /** The next number of a little-endian buffer. */
  abstract float next(ByteBuffer from);

  /** The type of that name; empty if it is none that is read. */
  static Optional<TensorType> named(String name) {
    return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
