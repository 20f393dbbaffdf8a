/* Runs a fuzz target on the files named as arguments, without libFuzzer: so the
 * corpora are part of every test run, with gcc and under any sanitizer. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The whole file in its own allocation, so that a read past its end is found. */
static uint8_t *read_whole(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0)
    return NULL;
  long end = ftell(file);
  rewind(file);
  if (end < 0)
    return NULL;
  *size = (size_t)end;
  uint8_t *data = malloc(*size > 0 ? *size : 1);
  if (!data || fread(data, 1, *size, file) != *size)
    return NULL;
  fclose(file);
  return data;
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    size_t size;
    uint8_t *data = read_whole(argv[i], &size);
    if (!data) {
      perror(argv[i]);
      return 1;
    }
    /* Said before the run, so that the last line names the file that broke it. */
    printf("%s\n", argv[i]);
    fflush(stdout);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
  }
  return 0;
}
