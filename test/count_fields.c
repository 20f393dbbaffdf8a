/* The least that reading a CSV file through libcsv can cost: it counts fields and rows. What
 * test/bench holds the reading of participants against. */
#include <stdio.h>

#include <csv.h>

static size_t fields, rows;

static void end_field(void *text, size_t size, void *data) {
  (void)text, (void)size, (void)data;
  fields++;
}

static void end_row(int terminator, void *data) {
  (void)terminator, (void)data;
  rows++;
}

int main(int argc, char **argv) {
  static char bytes[256 * 1024];
  struct csv_parser parser;
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) return 1;
  csv_set_delim(&parser, ';');
  for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;) {
    if (csv_parse(&parser, bytes, n, end_field, end_row, NULL) != n) return 1;
  }
  if (csv_fini(&parser, end_field, end_row, NULL) != 0) return 1;
  printf("%zu fields, %zu rows\n", fields, rows);
  csv_free(&parser);
  fclose(file);
  return 0;
}
