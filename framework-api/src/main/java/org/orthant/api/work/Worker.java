package org.orthant.api.work;

import java.util.ServiceLoader;

/** Performs pieces of {@link Work} in another process than the one that asks for it. */
public interface Worker {

  /** The one of this process. */
  static Worker find() {
    return ServiceLoader.load(Worker.class, Worker.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this process has no worker of Orthant"));
  }

  /**
   * Performs a piece; several threads may call it.
   *
   * @param job as {@link Work#job} made it; what it takes to prepare is done once for all pieces
   *     that follow each other
   * @return what {@link Work#read} reads
   */
  byte[] perform(byte[] job, int piece);
}
