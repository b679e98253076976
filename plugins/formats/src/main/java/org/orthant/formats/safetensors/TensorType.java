package org.orthant.formats.safetensors;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.file.Halves;

/** The types of numbers that are read, by the names that the format has for them. */
enum TensorType {
  F64(8) {
    @Override
    void read(ByteBuffer from, float[] to, int count) {
      for (int i = 0; i < count; i++) {
        to[i] = (float) from.getDouble(8 * i);
      }
    }
  },
  F32(4) {
    @Override
    void read(ByteBuffer from, float[] to, int count) {
      from.asFloatBuffer().get(to, 0, count);
    }
  },
  F16(2) {
    @Override
    void read(ByteBuffer from, float[] to, int count) {
      for (int i = 0; i < count; i++) {
        to[i] = Halves.of(from.getShort(2 * i));
      }
    }
  },
  /** The first 16 bits of a float32. */
  BF16(2) {
    @Override
    void read(ByteBuffer from, float[] to, int count) {
      for (int i = 0; i < count; i++) {
        to[i] = Float.intBitsToFloat(from.getShort(2 * i) << 16);
      }
    }
  },
  I8(1) {
    @Override
    void read(ByteBuffer from, float[] to, int count) {
      for (int i = 0; i < count; i++) {
        to[i] = from.get(i);
      }
    }
  };

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns how many bytes a number has. */
  int bytes() {
    return bytes;
  }

  /** Reads the first numbers of a little-endian buffer. */
  abstract void read(ByteBuffer from, float[] to, int count);

  /** The type of that name; empty if it is none that is read. */
  static Optional<TensorType> named(String name) {
    return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
