/** Cost as a pure function of usage, model parameters and catalogue. */
@NullMarked
package io.tallystream.enrichment.pricing;

import org.jspecify.annotations.NullMarked;
