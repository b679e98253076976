/** Work in pieces, and what performs them far from where they are asked for. */
package org.orthant.api.work;
