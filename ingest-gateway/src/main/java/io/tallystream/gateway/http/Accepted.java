package io.tallystream.gateway.http;

import io.tallystream.gateway.admission.Lane;
import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.log.LogRecord;
import java.util.List;

/**
 * What a request becomes, and its answer once the log has all of it.
 *
 * @param events in the records
 * @param rejected one reason for each event that is not
 */
public record Accepted(List<LogRecord> records, int events, List<Reason> rejected, Answer answer) {
  /** Events of the request. */
  int sent() {
    return events + rejected.size();
  }

  /** The same records where the lane has them. */
  List<LogRecord> records(Lane lane) {
    return lane == Lane.LIVE ? records : records.stream().map(LogRecord::overflowing).toList();
  }
}
