/* rsvg-convert, beside the file that it makes and then in its place. */
#include "convert.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "rsvg-convert"

extern char **environ;

/* 0, or the errno of what kept it from running; *code is what it ended with, -1 if it did not. */
static int run(char *const *argv, int *code) {
  pid_t child;
  int why = posix_spawnp(&child, argv[0], NULL, NULL, argv, environ), status;
  if (why != 0) return why;
  while (waitpid(child, &status, 0) < 0) if (errno != EINTR) return errno;
  *code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return 0;
}

/* It may begin with '-', which would be an option. */
static const char *as_file(struct ek_call *call, const char *path) { return *path == '-' ? ek_sprintf(call->arena, "./%s", path) : path; }

bool ek_convert_svg(struct ek_call *call, const char *svg, const char *format, const char *path) {
  char *temporary = ek_sprintf(call->arena, "%s.part", as_file(call, path));
  char *argv[] = {PROGRAM, "--format", ek_strdup(call->arena, format), "--zoom", strcmp(format, "png") == 0 ? "3" : "1", "--output", temporary,
                  ek_strdup(call->arena, as_file(call, svg)), NULL};
  int code = 0, why = run(argv, &code);
  if (why == ENOENT) {
    return ek_system_error(call->diags, (struct ek_pos){0}, "apt-get install librsvg2-bin, or go on with the SVG, which word processors take as it is",
                           "there is no " PROGRAM ", which makes %s", format);
  }
  if (why == 0 && code == 0 && rename(temporary, path) == 0) return true;
  if (why == 0 && code == 0) why = errno;
  unlink(temporary);
  if (why != 0) return ek_system_error(call->diags, (struct ek_pos){0}, NULL, "cannot write %s: %s", path, strerror(why));
  return ek_system_error(call->diags, (struct ek_pos){0}, NULL, PROGRAM " could not make %s (exit code %d)", path, code);
}
