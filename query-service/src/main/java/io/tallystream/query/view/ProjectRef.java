package io.tallystream.query.view;

/**
 * The project whose rows a read may see.
 *
 * @param number key in the views
 * @param id key in the API
 */
public record ProjectRef(int number, String id) {}
