/** Files that outlive a process: written in one step, and known again. Needs the JDK alone. */
package org.orthant.api.file;
