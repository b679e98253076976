package org.orthant.reports.diagnosis;

import java.util.Optional;

/** Finds one kind of cause in the numbers of a layer. */
interface Rule {

  /** The cause; nothing where the numbers speak against it, or were not measured. */
  Optional<Cause> cause(Measured measured);
}
