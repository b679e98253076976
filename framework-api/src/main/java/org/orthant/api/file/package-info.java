/**
 * Files that outlive a process, written in one step and known again; and files of numbers as others
 * write them. Needs the JDK alone.
 */
package org.orthant.api.file;
