/* Times whole processes for test/bench: runs several commands in turns, so that a busy
 * moment hits all alike, and prints medians, ratios to the second command, of time that passed and
 * of processors' time, and peak memory.
 * In C, for a child's peak memory is at least that of the process it was forked from. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_COMMANDS = 8, MAX_ROUNDS = 1000, MAX_WORDS = 32 };

struct command {
  char *name;
  char *words[MAX_WORDS + 1];
  double seconds[MAX_ROUNDS], cpu[MAX_ROUNDS];
  long peak_kib;
};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Cuts the command at its spaces; the name keeps the whole for the table. */
static void split(struct command *command, char *text) {
  command->name = strdup(text);
  int n = 0;
  for (char *word = strtok(text, " "); word && n < MAX_WORDS; word = strtok(NULL, " "))
    command->words[n++] = word;
}

static double seconds_of(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

static void run_once(struct command *command, int round) {
  double start = now();
  pid_t child = fork();
  if (child == 0) {
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 1);
    execvp(command->words[0], command->words);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0) {
    fprintf(stderr, "failed: %s\n", command->name);
    exit(1);
  }
  if (usage.ru_maxrss > command->peak_kib)
    command->peak_kib = usage.ru_maxrss;
  command->seconds[round] = now() - start;
  command->cpu[round] = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(const double *values, int n) {
  double sorted[MAX_ROUNDS];
  memcpy(sorted, values, (size_t)n * sizeof *values);
  qsort(sorted, (size_t)n, sizeof *sorted, ascending);
  return n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

/* The median of the ratios within each round, not the ratio of the medians. */
static double paired_ratio(const double *a, const double *b, int rounds) {
  double ratios[MAX_ROUNDS];
  for (int i = 0; i < rounds; i++)
    ratios[i] = a[i] / b[i];
  return median(ratios, rounds);
}

int main(int argc, char **argv) {
  static struct command commands[MAX_COMMANDS];
  int n = argc - 2, rounds = argc > 1 ? atoi(argv[1]) : 0;
  if (n < 2 || n > MAX_COMMANDS || rounds < 1 || rounds > MAX_ROUNDS) {
    fprintf(stderr, "usage: measure ROUNDS COMMAND BASE [COMMAND]...\n");
    return 2;
  }
  for (int c = 0; c < n; c++) {
    split(&commands[c], argv[c + 2]);
    run_once(&commands[c], 0); /* warms the caches */
  }
  for (int i = 0; i < rounds; i++)
    for (int c = 0; c < n; c++)
      run_once(&commands[c], i);
  printf("median ms   ratio to base      cpu ms   ratio to base   peak MiB\n");
  for (int c = 0; c < n; c++)
    printf("%9.2f   %13.3f   %9.2f   %13.3f   %8.1f   %s\n", 1e3 * median(commands[c].seconds, rounds),
           paired_ratio(commands[c].seconds, commands[1].seconds, rounds), 1e3 * median(commands[c].cpu, rounds),
           paired_ratio(commands[c].cpu, commands[1].cpu, rounds), (double)commands[c].peak_kib / 1024, commands[c].name);
  return 0;
}
