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

static void count(struct ek_arena *arena, struct ek_tally *t, const char *message) {
  struct ek_tally_kind *kinds = t->kinds.items;
  t->failed++;
  for (size_t i = 0; i < t->kinds.n; i++) {
    if (strcmp(kinds[i].message, message) != 0) continue;
    kinds[i].n++;
    return;
  }
  *(struct ek_tally_kind *)ek_list_push(arena, &t->kinds, sizeof *kinds) = (struct ek_tally_kind){message, 1};
}

/* A row without an error ends in a comma: few need a look. */
static const char *error_of(struct ek_arena *arena, const char *line, size_t size) {
  return size == 0 || line[size - 1] == ',' ? NULL : ek_rows_error(arena, line, size);
}

void ek_tally_lines(struct ek_arena *arena, struct ek_tally *tally, const char *lines, size_t size) {
  const char *end = lines + size, *stop;
  for (; lines < end && (stop = memchr(lines, '\n', (size_t)(end - lines))) != NULL; lines = stop + 1) {
    const char *error = error_of(arena, lines, (size_t)(stop - lines));
    if (error != NULL) count(arena, tally, error);
  }
}

struct ek_journal_found ek_journal_scan(struct ek_arena *arena, const char *bytes, size_t size, size_t begin, size_t first, bool whole) {
  struct ek_journal_found found = {.next = first, .size = begin};
  size_t run = first; /* the number of the run that is read, from 1; `first`: none yet */
  const char *at = bytes + begin, *end = bytes + size, *stop, *error = NULL;
  for (; at < end && (stop = memchr(at, '\n', (size_t)(end - at))) != NULL; at = stop + 1) {
    size_t of = ek_rows_run(at, (size_t)(stop - at));
    if (of != run && of != run + 1) break;
    if (of == run && of == first) break; /* of a part before */
    if (of == run + 1) { /* those before are whole */
      if (error != NULL) count(arena, &found.tally, error);
      found.next = run;
      found.size = (size_t)(at - bytes);
      run = of;
      error = NULL;
    }
    const char *found_error = error_of(arena, at, (size_t)(stop - at));
    if (found_error != NULL) error = found_error;
  }
  if (!whole || at < end) return found;
  if (error != NULL) count(arena, &found.tally, error);
  found.next = run;
  found.size = size;
  return found;
}

/* ---- opening ---- */

struct opener {
  struct ek_arena *arena;
  struct ek_diags *diags;
  const struct ek_journal_begin *begin;
  struct ek_journal *j;
};

static bool failed(const struct opener *o, const char *path, const char *what) {
  struct ek_source *source = ek_alloc(o->arena, sizeof *source);
  *source = (struct ek_source){.name = ek_strdup(o->arena, path), .text = ""};
  return ek_system_error(o->diags, (struct ek_pos){.source = source}, errno == ENOENT ? "is there such a folder?" : NULL, "cannot %s: %s", what, strerror(errno));
}

/* What the first line that differs tells of: "grid_sha256", or the columns. */
static const char *difference(struct ek_arena *arena, const char *theirs, size_t size, const struct ek_journal_begin *b) {
  size_t at = 0, line = 0;
  while (at < size && at < b->size && theirs[at] == b->text[at]) {
    if (b->text[at++] == '\n') line = at;
  }
  const char *key = strstr(b->text + line, "stamp:");
  if (line == 0) return "it has other columns";
  if (at >= b->size || key == NULL) return "it is of another part";
  return ek_sprintf(arena, "its %.*s is another", (int)strcspn(key + 6, ","), key + 6);
}

static bool is_other(const struct opener *o, const char *path, const char *bytes, size_t size) {
  struct ek_source *source = ek_alloc(o->arena, sizeof *source);
  *source = (struct ek_source){.name = ek_strdup(o->arena, path), .text = ""};
  ek_error(o->diags, (struct ek_pos){.source = source}, "write to another file with -o, or begin anew with --restart",
           "the file is not of this batch: %s", difference(o->arena, bytes, size, o->begin));
  return false;
}

/* Looks at what is in an open file; `whole`: it is the finished one. *kept bytes of it can stay. */
static bool look(struct opener *o, int fd, const char *path, bool whole, size_t *kept) {
  struct stat st;
  *kept = 0;
  if (fstat(fd, &st) != 0) return failed(o, path, "read");
  size_t size = (size_t)st.st_size, b = o->begin->size;
  if (size == 0) return true;
  char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED) return failed(o, path, "read");
  bool fine = memcmp(bytes, o->begin->text, size < b ? size : b) == 0;
  if (!fine) is_other(o, path, bytes, size);
  if (fine && size >= b) {
    struct ek_journal_found found = ek_journal_scan(o->arena, bytes, size, b, o->begin->first, whole);
    *kept = found.size;
    o->j->next = found.next;
    o->j->tally = found.tally;
    o->j->done = whole && found.next == o->begin->end && found.size == size;
    if (whole && !o->j->done) fine = is_other(o, path, bytes, size);
    if (found.next > o->begin->end) fine = is_other(o, path, bytes, size);
  }
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
  return kept > 0 || ek_journal_add(j, o->begin->text, o->begin->size, o->diags);
}

struct ek_journal *ek_journal_open(struct ek_arena *arena, const char *path, const struct ek_journal_begin *begin, bool restart, struct ek_diags *diags) {
  struct ek_journal *j = ek_alloc(arena, sizeof *j);
  *j = (struct ek_journal){.arena = arena, .path = path, .fd = -1, .next = begin->first, .synced = (long)time(NULL)};
  struct opener o = {arena, diags, begin, j};
  if (path == NULL) {
    j->fd = STDOUT_FILENO;
    return ek_journal_add(j, begin->text, begin->size, diags) ? j : NULL;
  }
  j->partial = ek_sprintf(arena, "%s.partial", path);
  if (!restart && !look_finished(&o)) return NULL;
  if (j->done) return j;
  j->next = begin->first;
  j->tally = (struct ek_tally){0};
  if (open_partial(&o, restart)) return j;
  ek_journal_close(j);
  return NULL;
}

/* ---- writing ---- */

bool ek_journal_add(struct ek_journal *j, const char *lines, size_t size, struct ek_diags *diags) {
  struct opener o = {.arena = j->arena, .diags = diags, .j = j};
  for (size_t done = 0; done < size;) {
    ssize_t put = write(j->fd, lines + done, size - done);
    if (put < 0 && errno != EINTR) return failed(&o, j->path != NULL ? j->partial : "<stdout>", "write");
    done += put > 0 ? (size_t)put : 0;
  }
  long now = (long)time(NULL);
  if (j->path == NULL || now - j->synced < SYNC_SECONDS) return true;
  j->synced = now;
  return fdatasync(j->fd) == 0 || failed(&o, j->partial, "write");
}

bool ek_journal_finish(struct ek_journal *j, struct ek_diags *diags) {
  struct opener o = {.arena = j->arena, .diags = diags, .j = j};
  if (j->path == NULL || j->done) return true;
  bool fine = fsync(j->fd) == 0 && rename(j->partial, j->path) == 0;
  if (!fine) failed(&o, j->path, "write");
  ek_journal_close(j);
  return fine;
}

void ek_journal_close(struct ek_journal *j) {
  if (j->path != NULL && j->fd >= 0) close(j->fd);
  j->fd = -1;
}
