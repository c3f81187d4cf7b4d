/**
 * {@code /models}: model definitions and their prices. The pattern of every configuration entity.
 */
@NullMarked
package io.tallystream.query.model;

import org.jspecify.annotations.NullMarked;
