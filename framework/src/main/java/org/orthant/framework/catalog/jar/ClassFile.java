package org.orthant.framework.catalog.jar;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a class file says before it is loaded.
 *
 * <p>Source: The Java Virtual Machine Specification, Java SE 17, sections 4.1 and 4.4.
 *
 * @param major the version of its format: 44 more than the Java release it needs
 * @param members the fields, methods and constructors that it uses
 */
record ClassFile(int major, List<Member> members) {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int OLDER = 44;

  ClassFile {
    members = List.copyOf(members);
  }

  /**
   * A field, method or constructor of some class.
   *
   * @param owner the class, such as {@code java.lang.String}
   * @param name {@code <init>} for a constructor
   * @param descriptor its types as the JVM writes them
   */
  record Member(String owner, String name, String descriptor) {}

  /**
   * Reads the beginning of a class file.
   *
   * @throws IOException if it is none
   */
  static ClassFile read(byte... bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (in.readInt() != MAGIC) {
      throw new IOException("no class file");
    }
    in.readUnsignedShort();
    int major = in.readUnsignedShort();
    return new ClassFile(major, new Constants(in).members());
  }

  /** The Java release it needs. */
  int release() {
    return major - OLDER;
  }

  /** The table of constants, whose entries refer to one another by index. */
  private static final class Constants {
    private final Object[] entries;

    Constants(DataInputStream in) throws IOException {
      entries = new Object[in.readUnsignedShort()];
      for (int i = 1; i < entries.length; i++) {
        int tag = in.readUnsignedByte();
        entries[i] = entry(tag, in);
        if (tag == 5 || tag == 6) {
          // Longs and doubles take two places.
          i++;
        }
      }
    }

    private static Object entry(int tag, DataInputStream in) throws IOException {
      return switch (tag) {
        case 1 -> in.readUTF();
        case 3, 4 -> in.readInt();
        case 5, 6 -> in.readLong();
        case 7 -> new Name(in.readUnsignedShort());
        case 8, 16, 19, 20 -> in.readUnsignedShort();
        case 9, 10, 11 -> new Use(in.readUnsignedShort(), in.readUnsignedShort());
        case 12 -> new Pair(in.readUnsignedShort(), in.readUnsignedShort());
        case 15 -> in.readUnsignedByte() + in.readUnsignedShort();
        case 17, 18 -> in.readInt();
        default -> throw new IOException("no class file: a constant of the unknown kind " + tag);
      };
    }

    List<Member> members() throws IOException {
      try {
        return Stream.of(entries)
            .filter(Use.class::isInstance)
            .map(Use.class::cast)
            .map(this::member)
            .toList();
      } catch (ClassCastException | ArrayIndexOutOfBoundsException | NullPointerException e) {
        throw new IOException("no class file: its constants do not fit one another", e);
      }
    }

    private Member member(Use use) {
      Pair pair = (Pair) entries[use.nameAndType];
      return new Member(
          text(((Name) entries[use.owner]).text).replace('/', '.'),
          text(pair.name),
          text(pair.type));
    }

    private String text(int index) {
      return (String) entries[index];
    }

    private record Name(int text) {}

    private record Pair(int name, int type) {}

    private record Use(int owner, int nameAndType) {}
  }
}
