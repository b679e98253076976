/**
 * A run, from its plan to its result: {@link org.orthant.framework.run.Analysis} has it prepared,
 * measured and concluded, makes the result and publishes it. Beside it stands what a process
 * elsewhere needs that measures groups of the same run.
 *
 * <p>May use all rooms below it, which use one another in this direction only: {@code export} →
 * {@code measure} → {@code refit} → {@code inference} → {@code node} → {@code layer} → {@code
 * lending} → {@code guard}; and {@code local}, {@code storage} and {@code failure}.
 */
package org.orthant.framework.run;
