package io.tallystream.query.catalogue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The file {@code catalogue/models.jsonl}: one model a line. {@code src/catalogue/catalogue.py}
 * writes it.
 */
final class CatalogueFile {
  private static final String FILE = "/catalogue/models.jsonl";
  private static final ObjectReader READER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(CatalogueEntry.class);

  private CatalogueFile() {}

  static List<CatalogueEntry> read() {
    try (InputStream file = CatalogueFile.class.getResourceAsStream(FILE);
        var entries = READER.<CatalogueEntry>readValues(file)) {
      return entries.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }
}
