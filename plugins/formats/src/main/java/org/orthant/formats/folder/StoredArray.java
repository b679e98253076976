package org.orthant.formats.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.orthant.api.BadInputException;
import org.orthant.api.file.NumpyFile;
import org.orthant.formats.safetensors.Tensor;

/** An array of the folder, of which everything but its numbers was read. */
sealed interface StoredArray {
  /** The file that holds it. */
  Path file();

  List<Long> shape();

  /** The name that its format has for the type of its numbers. */
  String type();

  /** Whether its numbers are whole ones of 8 bits. */
  boolean isInt8();

  /**
   * The numbers, those of the last axis one after the other.
   *
   * @throws BadInputException if one is NaN, infinite or too large for a float
   */
  float[] read() throws IOException;

  /** A NumPy file. */
  record OfNumpy(NumpyFile header) implements StoredArray {
    @Override
    public Path file() {
      return header.file();
    }

    @Override
    public List<Long> shape() {
      return header.shape();
    }

    @Override
    public String type() {
      return header.type().toString();
    }

    @Override
    public boolean isInt8() {
      return header.type() == NumpyFile.Type.INT8;
    }

    @Override
    public float[] read() throws IOException {
      return header.read();
    }
  }

  /** A tensor of the file that holds several. */
  record OfTensor(Tensor tensor) implements StoredArray {
    @Override
    public Path file() {
      return tensor.file();
    }

    @Override
    public List<Long> shape() {
      return tensor.shape();
    }

    @Override
    public String type() {
      return tensor.type();
    }

    @Override
    public boolean isInt8() {
      return tensor.isInt8();
    }

    @Override
    public float[] read() throws IOException {
      return tensor.read();
    }
  }
}
