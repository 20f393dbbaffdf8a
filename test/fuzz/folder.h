/* A folder of their own for fuzz targets whose study stands in files, with a model of a few lines. */
#ifndef EK_TEST_FUZZ_FOLDER_H
#define EK_TEST_FUZZ_FOLDER_H

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"

static char folder[64];           /* empty until it is made */
static const char *written[16];   /* what stands in it; literals */

static inline void write_file(const char *name, const char *head, const void *bytes, size_t size) {
  char path[128];
  size_t at = 0;
  while (written[at] != NULL && strcmp(written[at], name) != 0)
    at++;
  require(at + 1 < sizeof written / sizeof *written);
  written[at] = name;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "wb");
  if (file == NULL || fputs(head, file) < 0 || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
    abort();
}

static inline void write_text(const char *name, const char *text) { write_file(name, text, "", 0); }

static void remove_folder(void) {
  char path[128];
  for (size_t i = 0; written[i] != NULL; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, written[i]);
    remove(path);
  }
  snprintf(path, sizeof path, "%s/liten", folder);
  rmdir(path);
  rmdir(folder);
}

/* The folder, with another in it for the model `liten`. */
static inline void make_folder(void) {
  const char *place = getenv("TMPDIR");
  char path[128];
  snprintf(folder, sizeof folder, "%.40s/ekusia-fuzz.XXXXXX", place != NULL && strlen(place) <= 40 ? place : "/tmp");
  if (mkdtemp(folder) == NULL)
    abort();
  atexit(remove_folder);
  snprintf(path, sizeof path, "%s/liten", folder);
  if (mkdir(path, 0700) != 0)
    abort();
}

#endif
