package org.orthant.framework.failure;

import java.util.Optional;

/**
 * A call of a plugin that is under way.
 *
 * @param since when it began, by {@link System#nanoTime}
 * @param outer the call in which this one was made, such as a probe's that maps with a quantizer
 */
record RunningCall(PluginCall call, long since, Optional<RunningCall> outer) {}
