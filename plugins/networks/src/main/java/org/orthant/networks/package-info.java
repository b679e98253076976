/** Networks that need no training: vectors drawn at random. */
package org.orthant.networks;
