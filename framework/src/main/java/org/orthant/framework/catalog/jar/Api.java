package org.orthant.framework.catalog.jar;

import static java.util.stream.Collectors.joining;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.framework.catalog.jar.ClassFile.Member;

/**
 * What a plugin's jar shares with Orthant instead of bringing it along: the API with the kernels it
 * stands on, and ND4J, whose native library can be loaded once only.
 */
final class Api {
  private static final ClassLoader LOADER = Api.class.getClassLoader();

  private Api() {}

  /** Whether that class is shared. */
  static boolean shares(String className) {
    return isOurs(className)
        || className.startsWith("org.nd4j.")
        || className.startsWith("org.bytedeco.");
  }

  private static boolean isOurs(String className) {
    return className.startsWith("org.orthant.api.") || className.startsWith("org.orthant.kernels.");
  }

  /**
   * Returns what a jar asks of Orthant's own classes that they do not have, in words; empty if they
   * have it.
   */
  static Optional<String> lacks(Member member) {
    if (!isOurs(member.owner())) {
      return Optional.empty();
    }
    try {
      Class<?> owner = Class.forName(member.owner(), false, LOADER);
      return has(owner, member) ? Optional.empty() : Optional.of(words(member));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.of("the class " + member.owner());
    }
  }

  private static String words(Member member) {
    if (!member.descriptor().startsWith("(")) {
      return String.format(Locale.ROOT, "the field %s.%s", member.owner(), member.name());
    }
    String parameters = parameters(member);
    return member.name().equals("<init>")
        ? String.format(Locale.ROOT, "the constructor %s(%s)", member.owner(), parameters)
        : String.format(
            Locale.ROOT, "the method %s.%s(%s)", member.owner(), member.name(), parameters);
  }

  /** As a programmer writes them; as the JVM does where there are no such types. */
  private static String parameters(Member member) {
    try {
      return MethodType.fromMethodDescriptorString(member.descriptor(), LOADER)
          .parameterList()
          .stream()
          .map(Class::getSimpleName)
          .collect(joining(", "));
    } catch (IllegalArgumentException | TypeNotPresentException e) {
      return member.descriptor();
    }
  }

  private static boolean has(Class<?> owner, Member member) {
    return lineage(owner)
        .anyMatch(
            type ->
                Stream.of(type.getDeclaredMethods()).anyMatch(method -> is(method, member))
                    || Stream.of(type.getDeclaredFields()).anyMatch(field -> is(field, member))
                    || Stream.of(type.getDeclaredConstructors())
                        .anyMatch(constructor -> is(constructor, member)));
  }

  /** The class itself, its ancestors, and Object, whose methods interfaces have too. */
  private static Stream<Class<?>> lineage(Class<?> type) {
    return Stream.concat(
        Stream.of(type, Object.class),
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
            .flatMap(Api::lineage));
  }

  private static boolean is(Method method, Member member) {
    return method.getName().equals(member.name())
        && descriptor(method.getReturnType(), method).equals(member.descriptor());
  }

  private static boolean is(Constructor<?> constructor, Member member) {
    return member.name().equals("<init>")
        && descriptor(void.class, constructor).equals(member.descriptor());
  }

  private static boolean is(Field field, Member member) {
    return field.getName().equals(member.name())
        && field.getType().descriptorString().equals(member.descriptor());
  }

  private static String descriptor(Class<?> returned, Executable executable) {
    return MethodType.methodType(returned, executable.getParameterTypes()).descriptorString();
  }
}
