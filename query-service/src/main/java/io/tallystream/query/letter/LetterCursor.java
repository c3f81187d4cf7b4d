package io.tallystream.query.letter;

import io.tallystream.query.filter.Binds;
import io.tallystream.query.filter.FilterException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Behind which letter a list goes on; opaque to clients. */
record LetterCursor(long quarantined, UUID id) {
  static LetterCursor of(StoredLetter last) {
    return new LetterCursor(last.letter().getQuarantinedAtUs(), last.id());
  }

  /**
   * @throws FilterException when the text was not made by {@link #encode}
   */
  static LetterCursor decode(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", 2);
      return new LetterCursor(Long.parseLong(parts[0]), UUID.fromString(parts[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new FilterException("cursor is not one that this server returned");
    }
  }

  String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((quarantined + " " + id).getBytes(StandardCharsets.US_ASCII));
  }

  /** Order: newest first, then by id. */
  String condition(Binds binds) {
    String at = binds.add(quarantined);
    return "(l.quarantined_us < %s OR (l.quarantined_us = %s AND l.letter_h > %s))"
        .formatted(at, at, binds.add(id));
  }
}
