/** What a run's findings must hold, for systems that pass or fail a build. */
package org.orthant.framework.gate;
