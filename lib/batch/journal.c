/* Appends by write(2), so that a kill leaves a beginning of what was written. */
#include "batch/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "batch/rows.h"

#define SYNC_SECONDS 2 /* between flushes to disk: a kill loses nothing, a power cut that much */

/* ---- what is there ---- */

static void count(struct ek_arena *arena, struct ek_failures *t, const char *message) {
  struct ek_failure_kind *kinds = t->kinds.items;
  t->failed++;
  for (size_t i = 0; i < t->kinds.n; i++) {
    if (strcmp(kinds[i].message, message) != 0) continue;
    kinds[i].n++;
    return;
  }
  *(struct ek_failure_kind *)ek_list_push(arena, &t->kinds, sizeof *kinds) = (struct ek_failure_kind){message, 1};
}

/* A row without an error ends in a comma: few need a look. */
static const char *error_of(struct ek_arena *arena, const char *line, size_t size) {
  return size == 0 || line[size - 1] == ',' ? NULL : ek_rows_error(arena, line, size);
}

void ek_failures_count(struct ek_arena *arena, struct ek_failures *failures, const char *lines, size_t size) {
  const char *end = lines + size, *stop;
  for (; lines < end && (stop = memchr(lines, '\n', (size_t)(end - lines))) != NULL; lines = stop + 1) {
    const char *error = error_of(arena, lines, (size_t)(stop - lines));
    if (error != NULL) count(arena, failures, error);
  }
}

/* Does the file end in a line that says that it has so many? */
static bool ends_whole(struct ek_arena *arena, const struct ek_journal_form *form, size_t lines, const char *at, size_t size) {
  const char *last = ek_sprintf(arena, "%s%zu%s", form->before, lines, form->behind);
  return size == strlen(last) && memcmp(at, last, size) == 0;
}

struct ek_journal_found ek_journal_scan(struct ek_arena *arena, const struct ek_journal_form *form, const char *bytes, size_t size) {
  struct ek_journal_found found = {.next = form->first, .size = form->size, .last = form->first};
  const char *at = bytes + form->size, *end = bytes + size, *stop, *error = NULL;
  size_t lines = 0;
  for (; at < end && (stop = memchr(at, '\n', (size_t)(end - at))) != NULL; at = stop + 1, lines++) {
    size_t of = ek_rows_run(at, (size_t)(stop - at));
    bool again = of == found.last && lines > 0, next = of == found.last + 1;
    if (!again && !next) break;
    if (next) { /* those before are whole */
      if (error != NULL) count(arena, &found.failures, error);
      found.next = found.last;
      found.size = (size_t)(at - bytes);
      found.lines = lines;
      found.last = of;
      error = NULL;
    }
    const char *here = error_of(arena, at, (size_t)(stop - at));
    if (here != NULL) error = here;
  }
  found.whole = found.last == form->end && ends_whole(arena, form, lines, at, (size_t)(end - at));
  if (found.whole && error != NULL) count(arena, &found.failures, error);
  return found;
}

/* ---- opening ---- */

struct opener {
  struct ek_arena *arena;
  struct ek_diags *diags;
  const struct ek_journal_form *form;
  struct ek_journal *j;
};

static bool failed(const struct opener *o, const char *path, const char *what) {
  struct ek_source *source = ek_alloc(o->arena, sizeof *source);
  *source = (struct ek_source){.name = ek_strdup(o->arena, path), .text = ""};
  return ek_system_error(o->diags, (struct ek_pos){.source = source}, errno == ENOENT ? "is there such a folder?" : NULL, "cannot %s: %s", what, strerror(errno));
}

static bool put(struct ek_journal *j, const char *lines, size_t size, struct ek_diags *diags) {
  struct opener o = {.arena = j->arena, .diags = diags, .j = j};
  for (size_t done = 0; done < size;) {
    ssize_t put = write(j->fd, lines + done, size - done);
    if (put < 0 && errno != EINTR) return failed(&o, j->path != NULL ? j->partial : "<stdout>", "write");
    done += put > 0 ? (size_t)put : 0;
  }
  return true;
}

/* What the first line that differs tells of: "grid_sha256", or the columns. */
static const char *difference(struct ek_arena *arena, const char *theirs, size_t size, const struct ek_journal_form *b) {
  size_t at = 0, line = 0;
  while (at < size && at < b->size && theirs[at] == b->text[at]) {
    if (b->text[at++] == '\n') line = at;
  }
  const char *key = strstr(b->text + line, "stamp:");
  if (line == 0) return "it has other columns";
  if (at >= b->size) return "its rows are not those that were written";
  if (key == NULL) return "it is of another part";
  return ek_sprintf(arena, "its %.*s is another", (int)strcspn(key + 6, ","), key + 6);
}

static bool is_other(const struct opener *o, const char *path, const char *bytes, size_t size) {
  struct ek_source *source = ek_alloc(o->arena, sizeof *source);
  *source = (struct ek_source){.name = ek_strdup(o->arena, path), .text = ""};
  ek_error(o->diags, (struct ek_pos){.source = source}, "write to another file with -o, or begin anew with --restart",
           "the file is not of this batch: %s", difference(o->arena, bytes, size, o->form));
  return false;
}

/* Looks at what is in an open file; `whole`: it is the finished one. *kept bytes of it can stay. */
static bool look(struct opener *o, int fd, const char *path, bool whole, size_t *kept) {
  struct stat st;
  *kept = 0;
  if (fstat(fd, &st) != 0) return failed(o, path, "read");
  size_t size = (size_t)st.st_size, b = o->form->size;
  if (size == 0) return true;
  char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED) return failed(o, path, "read");
  bool fine = memcmp(bytes, o->form->text, size < b ? size : b) == 0;
  if (!fine) is_other(o, path, bytes, size);
  if (fine && size >= b) {
    struct ek_journal_found found = ek_journal_scan(o->arena, o->form, bytes, size);
    *kept = found.size;
    o->j->next = found.next;
    o->j->lines = found.lines;
    o->j->failures = found.failures;
    o->j->done = whole && found.whole;
  }
  if (fine && whole && !o->j->done) fine = is_other(o, path, bytes, size);
  munmap(bytes, size);
  return fine;
}

/* Is the finished file there? */
static bool look_finished(struct opener *o) {
  struct stat st;
  size_t kept;
  if (stat(o->j->path, &st) != 0 || !S_ISREG(st.st_mode)) return true;
  int fd = open(o->j->path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return failed(o, o->j->path, "read");
  bool fine = look(o, fd, o->j->path, true, &kept);
  close(fd);
  return fine;
}

static bool open_partial(struct opener *o, bool restart) {
  struct ek_journal *j = o->j;
  size_t kept = 0;
  j->fd = open(j->partial, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (j->fd < 0) return failed(o, j->partial, "write");
  if (flock(j->fd, LOCK_EX | LOCK_NB) != 0) {
    errno = EWOULDBLOCK;
    return ek_system_error(o->diags, (struct ek_pos){0}, "wait for it, or write to another file with -o", "another process is writing '%s'", j->partial);
  }
  if (!restart && !look(o, j->fd, j->partial, false, &kept)) return false;
  if (ftruncate(j->fd, (off_t)kept) != 0 || lseek(j->fd, (off_t)kept, SEEK_SET) < 0) return failed(o, j->partial, "write");
  return kept > 0 || put(j, o->form->text, o->form->size, o->diags);
}

struct ek_journal *ek_journal_open(struct ek_arena *arena, const char *path, const struct ek_journal_form *form, bool restart, struct ek_diags *diags) {
  struct ek_journal *j = ek_alloc(arena, sizeof *j);
  *j = (struct ek_journal){.arena = arena, .form = form, .path = path, .fd = -1, .next = form->first, .synced = (long)time(NULL)};
  struct opener o = {arena, diags, form, j};
  if (path == NULL) {
    j->fd = STDOUT_FILENO;
    return put(j, form->text, form->size, diags) ? j : NULL;
  }
  j->partial = ek_sprintf(arena, "%s.partial", path);
  if (!restart && !look_finished(&o)) return NULL;
  if (j->done) return j;
  j->next = form->first;
  j->lines = 0;
  j->failures = (struct ek_failures){0};
  if (open_partial(&o, restart)) return j;
  ek_journal_close(j);
  return NULL;
}

/* ---- writing ---- */

bool ek_journal_add(struct ek_journal *j, const char *lines, size_t size, struct ek_diags *diags) {
  struct opener o = {.arena = j->arena, .diags = diags, .j = j};
  if (!put(j, lines, size, diags)) return false;
  for (const char *at = lines; (at = memchr(at, '\n', (size_t)(lines + size - at))) != NULL; at++) j->lines++;
  long now = (long)time(NULL);
  if (j->path == NULL || now - j->synced < SYNC_SECONDS) return true;
  j->synced = now;
  return fdatasync(j->fd) == 0 || failed(&o, j->partial, "write");
}

bool ek_journal_finish(struct ek_journal *j, struct ek_diags *diags) {
  struct opener o = {.arena = j->arena, .diags = diags, .j = j};
  if (j->done) return true;
  const char *last = ek_sprintf(j->arena, "%s%zu%s", j->form->before, j->lines, j->form->behind);
  if (!put(j, last, strlen(last), diags)) return false;
  if (j->path == NULL) return true;
  bool fine = fsync(j->fd) == 0 && rename(j->partial, j->path) == 0;
  if (!fine) failed(&o, j->path, "write");
  ek_journal_close(j);
  return fine;
}

void ek_journal_close(struct ek_journal *j) {
  if (j->path != NULL && j->fd >= 0) close(j->fd);
  j->fd = -1;
}
