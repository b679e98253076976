package org.orthant.formats.keras.file;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.formats.draft.Numbers;

/**
 * A group of an HDF5 file.
 *
 * @param length of the whole file, which nothing in it exceeds
 */
record HdfGroup(Group group, long length) {

  /** The names of what lies in it. */
  Collection<String> names() {
    return Hdf.guarded(() -> group.getChildren().keySet());
  }

  /** A text that belongs to the group. */
  Optional<String> text(String name) {
    return texts(name).stream().findFirst();
  }

  /**
   * Texts that belong to the group; Keras cuts long lists into parts with a number behind the name.
   */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>(attribute(name));
    for (int part = 0; has(name + part); part++) {
      texts.addAll(attribute(name + part));
    }
    return texts;
  }

  /** Whether something of that name belongs to the group. */
  boolean has(String name) {
    return Hdf.guarded(() -> group.getAttribute(name)) != null;
  }

  private List<String> attribute(String name) {
    return Hdf.guarded(
        () -> {
          Attribute attribute = group.getAttribute(name);
          if (attribute == null || attribute.isEmpty() || attribute.getSize() == 0) {
            return List.of();
          }
          if (attribute.getSizeInBytes() > length) {
            throw new BadInputException("is damaged: " + name + " is longer than the file");
          }
          Object data = attribute.getData();
          return data instanceof Object[] texts
              ? Arrays.stream(texts).map(String::valueOf).toList()
              : List.of(String.valueOf(data));
        });
  }

  /**
   * A group in it.
   *
   * @param path names with / between them
   */
  Optional<HdfGroup> group(String path) {
    return node(path)
        .filter(Group.class::isInstance)
        .map(node -> new HdfGroup((Group) node, length));
  }

  /**
   * An array of floating-point numbers; empty where there is none, or one of other numbers.
   *
   * @param path names with / between them
   * @throws BadInputException if it is not whole, not finite, or not as Keras writes it
   */
  Optional<Numbers> numbers(String path) {
    return node(path)
        .filter(Dataset.class::isInstance)
        .map(Dataset.class::cast)
        .filter(dataset -> Hdf.guarded(dataset::getDataType) instanceof FloatingPoint)
        .map(dataset -> numbers(path, dataset));
  }

  private Optional<Node> node(String path) {
    return Hdf.guarded(
        () -> {
          Node node = group;
          for (String name : path.split("/", -1)) {
            if (!(node instanceof Group parent)) {
              return Optional.empty();
            }
            node = parent.getChildren().get(name);
            if (node != null && node.isLink()) {
              throw new BadInputException(path + " is a link, and links are not followed");
            }
          }
          return Optional.ofNullable(node);
        });
  }

  private Numbers numbers(String path, Dataset dataset) {
    Numbers numbers = Hdf.guarded(() -> read(path, dataset));
    for (float number : Hdf.guarded(numbers::floats)) {
      if (!Float.isFinite(number)) {
        throw bad(path, "holds " + number + ": every number must be finite, as float32 too");
      }
    }
    return numbers;
  }

  private Numbers read(String path, Dataset dataset) {
    long[] dimensions = dataset.getDimensionsAsLong();
    int width = dataset.getDataType().getSize();
    long count = 1;
    for (long size : dimensions) {
      count = size < 0 || size > length ? Long.MAX_VALUE : Math.multiplyExact(count, size);
      if (count > length / width) {
        throw bad(
            path,
            "announces " + Arrays.toString(dimensions) + " numbers, more than the file holds");
      }
    }
    if (!dataset.getFilters().isEmpty()) {
      throw bad(path, "is compressed; Keras itself saves arrays without compression");
    }
    int[] sizes = Arrays.stream(dimensions).mapToInt(Math::toIntExact).toArray();
    return dataset instanceof ContiguousDataset contiguous && width >= Float.BYTES
        ? mapped(contiguous, (int) count, sizes)
        : held(path, dataset.getDataFlat(), (int) count, sizes);
  }

  /** Numbers that stay in the file. */
  private static Numbers mapped(ContiguousDataset dataset, int count, int... sizes) {
    FloatingPoint type = (FloatingPoint) dataset.getDataType();
    ByteBuffer bytes = dataset.getBuffer().slice().order(type.getByteOrder());
    if (type.getSize() == Float.BYTES) {
      return Numbers.ofFloats(
          () -> {
            float[] floats = new float[count];
            bytes.asFloatBuffer().get(0, floats);
            return floats;
          },
          sizes);
    }
    return Numbers.ofDoubles(
        () -> {
          double[] doubles = new double[count];
          bytes.asDoubleBuffer().get(0, doubles);
          return doubles;
        },
        sizes);
  }

  /** Numbers that lie in the file in pieces, or in 16 bits. */
  private Numbers held(String path, Object data, int count, int... sizes) {
    if (data instanceof float[] floats && floats.length == count) {
      return Numbers.ofFloats(floats::clone, sizes);
    } else if (data instanceof double[] doubles && doubles.length == count) {
      return Numbers.of(doubles, sizes);
    }
    throw bad(path, String.format(Locale.ROOT, "does not hold its %d numbers", count));
  }

  private static BadInputException bad(String path, String problem) {
    return new BadInputException("the array " + path + " " + problem);
  }
}
