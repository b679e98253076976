package org.orthant.formats.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.orthant.api.BadInputException;
import org.orthant.api.file.AtomicFile;
import org.orthant.api.file.Halves;
import org.orthant.formats.draft.Numbers;

/**
 * Arrays of an ONNX file, some of which may lie in files beside it.
 *
 * @param model the file's path
 * @param used collects the files beside it that are read
 */
record OnnxTensors(Path model, Set<Path> used) {
  OnnxTensors(Path model) {
    this(model, new TreeSet<>());
  }

  /**
   * An array, whose numbers are there in full.
   *
   * @throws BadInputException if they are not
   */
  Numbers of(TensorProto tensor) {
    int[] sizes = sizes(tensor);
    long count = Arrays.stream(sizes).asLongStream().reduce(1, Math::multiplyExact);
    DataType type = DataType.forNumber(tensor.getDataType());
    int width = type == null ? 0 : width(type);
    if (width == 0) {
      throw bad(tensor, "has numbers of the type " + (type == null ? tensor.getDataType() : type));
    }
    if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
      ByteBuffer bytes = external(tensor, Math.multiplyExact(count, width));
      return raw(bytes, type, sizes);
    }
    if (!tensor.getRawData().isEmpty() || count == 0) {
      requireCount(tensor, tensor.getRawData().size(), Math.multiplyExact(count, width), "bytes");
      return raw(tensor.getRawData().asReadOnlyByteBuffer(), type, sizes);
    }
    return listed(tensor, type, count, sizes);
  }

  private int[] sizes(TensorProto tensor) {
    int[] sizes = new int[tensor.getDimsCount()];
    long count = 1;
    for (int i = 0; i < sizes.length; i++) {
      long size = tensor.getDims(i);
      count = size < 0 || size > Integer.MAX_VALUE ? -1 : count * size;
      if (count < 0 || count > Integer.MAX_VALUE) {
        throw bad(tensor, "has impossible dimensions " + tensor.getDimsList());
      }
      sizes[i] = (int) size;
    }
    return sizes;
  }

  private static int width(DataType type) {
    return switch (type) {
      case FLOAT, INT32, UINT32 -> 4;
      case DOUBLE, INT64 -> 8;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
      case INT8, UINT8, BOOL -> 1;
      default -> 0;
    };
  }

  private static Numbers raw(ByteBuffer bytes, DataType type, int... sizes) {
    ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    int count = data.remaining() / width(type);
    if (type == DataType.FLOAT) {
      return Numbers.ofFloats(
          () -> {
            float[] floats = new float[count];
            data.asFloatBuffer().get(0, floats);
            return floats;
          },
          sizes);
    }
    return Numbers.ofDoubles(
        () -> {
          double[] numbers = new double[count];
          for (int i = 0; i < count; i++) {
            numbers[i] = number(data, i, type);
          }
          return numbers;
        },
        sizes);
  }

  private static double number(ByteBuffer data, int index, DataType type) {
    return switch (type) {
      case DOUBLE -> data.getDouble(8 * index);
      case INT64 -> data.getLong(8 * index);
      case INT32 -> data.getInt(4 * index);
      case UINT32 -> data.getInt(4 * index) & 0xFFFFFFFFL;
      case INT16 -> data.getShort(2 * index);
      case UINT16 -> data.getShort(2 * index) & 0xFFFF;
      case FLOAT16 -> Halves.of(data.getShort(2 * index));
      case BFLOAT16 -> Float.intBitsToFloat(data.getShort(2 * index) << 16);
      case INT8 -> data.get(index);
      default -> data.get(index) & 0xFF;
    };
  }

  /** Numbers that stand one by one in lists, where one for all may stand alone. */
  private Numbers listed(TensorProto tensor, DataType type, long count, int... sizes) {
    int found =
        switch (type) {
          case FLOAT -> tensor.getFloatDataCount();
          case DOUBLE -> tensor.getDoubleDataCount();
          case INT64 -> tensor.getInt64DataCount();
          case UINT32 -> tensor.getUint64DataCount();
          default -> tensor.getInt32DataCount();
        };
    requireCount(tensor, found, count, "numbers");
    return Numbers.ofDoubles(
        () -> {
          double[] numbers = new double[found];
          for (int i = 0; i < found; i++) {
            numbers[i] =
                switch (type) {
                  case FLOAT -> tensor.getFloatData(i);
                  case DOUBLE -> tensor.getDoubleData(i);
                  case INT64 -> tensor.getInt64Data(i);
                  case UINT32 -> tensor.getUint64Data(i);
                  case FLOAT16 -> Halves.of((short) tensor.getInt32Data(i));
                  case BFLOAT16 -> Float.intBitsToFloat(tensor.getInt32Data(i) << 16);
                  default -> tensor.getInt32Data(i);
                };
          }
          return numbers;
        },
        sizes);
  }

  private void requireCount(TensorProto tensor, long found, long expected, String what) {
    if (found != expected) {
      throw bad(
          tensor,
          String.format(
              Locale.ROOT,
              "has %d %s, and its dimensions %s need %d",
              found,
              what,
              tensor.getDimsList(),
              expected));
    }
  }

  /** Numbers of a file beside the model. */
  private ByteBuffer external(TensorProto tensor, long bytes) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    String location = entries.getOrDefault("location", "");
    Path folder = model.toAbsolutePath().getParent();
    try {
      long offset = Long.parseLong(entries.getOrDefault("offset", "0"));
      long length = Long.parseLong(entries.getOrDefault("length", Long.toString(bytes)));
      requireCount(tensor, length, bytes, "bytes in " + location);
      Path file = beside(tensor, folder, location);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        if (offset < 0 || offset > channel.size() - length) {
          throw bad(
              tensor,
              String.format(
                  Locale.ROOT,
                  "lies at bytes %d … %d of %s, which has %d",
                  offset,
                  offset + length - 1,
                  location,
                  channel.size()));
        }
        used.add(file);
        return channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
      }
    } catch (NumberFormatException e) {
      throw new BadInputException(
          words(tensor, "says of " + location + " no offset or length in numbers"), e);
    } catch (IOException e) {
      throw new BadInputException(
          words(tensor, location + " cannot be read: " + AtomicFile.inWords(e)), e);
    }
  }

  /** Only a name: no folder, no way up, no link. */
  private Path beside(TensorProto tensor, Path folder, String location) throws IOException {
    boolean isName =
        location.matches("[^/\\\\:\\x00]+") && !location.equals("..") && !location.equals(".");
    if (!isName) {
      throw bad(
          tensor, "lies outside: '" + location + "' is not the name of a file beside the model");
    }
    Path file = folder.resolve(location);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw bad(tensor, "lies in " + location + ", and there is no such file beside the model");
    }
    return file;
  }

  private BadInputException bad(TensorProto tensor, String problem) {
    return new BadInputException(words(tensor, problem));
  }

  private static String words(TensorProto tensor, String problem) {
    return "the array " + tensor.getName() + " " + problem;
  }
}
