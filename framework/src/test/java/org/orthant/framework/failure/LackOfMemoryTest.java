package org.orthant.framework.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

class LackOfMemoryTest {

  @Test
  void errorItselfSaysWhichMemory() {
    assertThat(LackOfMemory.inWords(new OutOfMemoryError("Java heap space")))
        .hasValue("out of memory; give more with ORTHANT_JAVA_OPTIONS=-Xmx…");
    assertThat(LackOfMemory.inWords(new OutOfMemoryError()))
        .hasValue("out of memory; give more with ORTHANT_JAVA_OPTIONS=-Xmx…");
    assertThat(LackOfMemory.inWords(new OutOfMemoryError("unable to create native thread")).get())
        .startsWith("out of memory for another thread; allow more processes");
    assertThat(LackOfMemory.inWords(new OutOfMemoryError("Metaspace")).get())
        .contains("-XX:MaxMetaspaceSize");
    assertThat(
            LackOfMemory.inWords(
                    new OutOfMemoryError("Physical memory usage is too high: 9000M > 8000M"))
                .get())
        .startsWith("out of memory for native arrays");
  }

  @Test
  void disguisesAreSeenThrough() {
    Throwable wrapped =
        new NoSuchAlgorithmException(
            "Error constructing implementation",
            new InvocationTargetException(new OutOfMemoryError("Java heap space")));
    assertThat(LackOfMemory.inWords(new InternalError(wrapped)).get())
        .startsWith("out of memory; give more");
    assertThat(
            LackOfMemory.inWords(
                    new NoClassDefFoundError("Could not initialize class X")
                        .initCause(
                            new ExceptionInInitializerError(
                                "Exception java.lang.OutOfMemoryError: Java heap space")))
                .get())
        .startsWith("out of memory; give more");
    assertThat(LackOfMemory.inWords(new RuntimeException("std::bad_alloc")).get())
        .startsWith("out of memory for native arrays");
  }

  @Test
  void anythingElseIsNone() {
    assertThat(LackOfMemory.inWords(new IllegalStateException("no luck"))).isEmpty();
    assertThat(LackOfMemory.inWords(new StackOverflowError())).isEmpty();
  }
}
