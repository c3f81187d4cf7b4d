package io.tallystream.query.filter;

/**
 * A filter that the client must correct. The message names the element, what was found and what is
 * allowed, and may be shown to the client.
 */
public final class FilterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FilterException(String message) {
    super(message);
  }
}
