package io.tallystream.query.trace;

import io.tallystream.query.filter.Condition;
import io.tallystream.query.view.Window;
import java.util.List;
import java.util.Set;

/**
 * A list of traces.
 *
 * @param order SQL of {@link TraceOrder}
 */
record TraceRequest(
    List<Condition> conditions, String order, Set<FieldGroup> fields, Window window) {}
