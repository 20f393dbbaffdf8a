/* Reads and writes whole files. Every failure becomes a diagnostic that says
 * what stood in the way and, where it can be known, what to do instead. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

/* The file as a whole, for messages about it. */
static struct ek_pos file_pos(struct ek_arena *arena, const char *path) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  *source = (struct ek_source){.name = ek_strdup(arena, path), .text = ""};
  return (struct ek_pos){.source = source};
}

/* "data/x.csv" → "data", "x.csv" → ".", "/x.csv" → "/". */
static const char *folder_of(struct ek_arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  if (slash == NULL)
    return ".";
  return slash == path ? "/" : ek_strndup(arena, path, (size_t)(slash - path));
}

static const char *name_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}

bool ek_file_is_folder(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

const char *const *ek_file_names(struct ek_arena *arena, const char *folder, size_t *n) {
  struct ek_list names = {0};
  DIR *dir = opendir(folder);
  for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;)
    if (entry->d_name[0] != '.')
      *(const char **)ek_list_push(arena, &names, sizeof(char *)) = ek_strdup(arena, entry->d_name);
  if (dir != NULL)
    closedir(dir);
  *n = names.n;
  return names.items;
}

const char *ek_file_missing_hint(struct ek_arena *arena, const char *path) {
  const char *folder = folder_of(arena, path);
  size_t n;
  if (!ek_file_is_folder(folder))
    return ek_sprintf(arena, "there is no folder '%s'", folder);
  const char *const *names = ek_file_names(arena, folder, &n);
  const char *near = ek_text_nearest(name_of(path), names, n);
  if (near == NULL)
    return NULL;
  return ek_sprintf(arena, "did you mean '%s'?", ek_file_beside(arena, path, near));
}

/* Why `path` could not be read, from errno. */
static void read_failed(struct ek_arena *arena, const char *path, int why, struct ek_diags *diags) {
  struct ek_pos pos = file_pos(arena, path);
  if (why == ENOENT || why == ENOTDIR)
    ek_system_error(diags, pos, ek_file_missing_hint(arena, path), "there is no such file");
  else if (why == EISDIR)
    ek_system_error(diags, pos, "name the file in it", "this is a folder, not a file");
  else if (why == EACCES)
    ek_system_error(diags, pos, "ask its owner for leave to read it, or make a copy of your own",
             "no permission to read the file");
  else
    ek_system_error(diags, pos, NULL, "the file cannot be read: %s", strerror(why));
}

/* How much is read of a file, and what becomes of it. */
struct reading {
  struct ek_arena *arena;
  struct ek_diags *diags;
  const char *name;
  size_t most;  /* bytes */
  bool secret;  /* a file of rows about persons */
};

/* So much has been read and no line has ended. */
static bool endless(const struct reading *r, const char *bytes, size_t size) {
  return r->secret && size >= EK_FILE_LINE && memchr(bytes, '\n', EK_FILE_LINE) == NULL &&
         memchr(bytes, '\r', EK_FILE_LINE) == NULL;
}

/* Reads to the end, or one byte past the most that may be, which tells that it is too large;
 * or to where it is endless. NULL with errno set on failure. The first guess is its size. */
static char *read_all(const struct reading *r, int fd, size_t guess, size_t *size) {
  size_t capacity = guess + 2;
  bool checked = false;
  char *bytes = ek_alloc(r->arena, capacity);
  *size = 0;
  while (*size <= r->most) {
    if (*size + 1 == capacity) {
      char *more = ek_alloc(r->arena, 2 * capacity);
      memcpy(more, bytes, *size);
      bytes = more;
      capacity *= 2;
    }
    size_t room = capacity - *size - 1;
    ssize_t got = read(fd, bytes + *size, room < EK_FILE_LINE ? room : EK_FILE_LINE);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return got < 0 ? NULL : bytes;
    *size += (size_t)got;
    if (!checked && *size >= EK_FILE_LINE && endless(r, bytes, *size))
      return bytes;
    checked = *size >= EK_FILE_LINE;
  }
  return bytes;
}

static bool fits(const struct reading *r, const char *bytes, size_t size) {
  struct ek_pos pos = file_pos(r->arena, r->name);
  if (endless(r, bytes, size))
    return ek_error(r->diags, pos, "is it a CSV file, with a row for each person?",
                    "no line ends in the first %d MB", (int)(EK_FILE_LINE / 1024 / 1024));
  if (size <= r->most)
    return true;
  return ek_system_error(r->diags, pos, "split it, or leave out columns that are not used",
                         "the file is larger than %d MB", (int)(r->most / 1024 / 1024));
}

static const struct ek_source *read_open(const struct reading *r, int fd) {
  struct stat st;
  size_t guess = 64 * 1024 - 64, size;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
    guess = (size_t)st.st_size < r->most ? (size_t)st.st_size : r->most;
  char *bytes = read_all(r, fd, guess, &size);
  if (bytes == NULL) {
    read_failed(r->arena, r->name, errno, r->diags);
    return NULL;
  }
  if (!fits(r, bytes, size))
    return NULL;
  bytes[size] = '\0';
  struct ek_source *source = ek_alloc(r->arena, sizeof *source);
  *source = (struct ek_source){ek_strdup(r->arena, r->name), bytes, size, r->secret};
  return source;
}

static const struct ek_source *read_path(struct reading *r, const char *path) {
  r->name = path;
  if (strcmp(path, "-") == 0) {
    r->name = EK_FILE_STDIN;
    return read_open(r, STDIN_FILENO);
  }
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    read_failed(r->arena, path, errno, r->diags);
    return NULL;
  }
  const struct ek_source *source = read_open(r, fd);
  close(fd);
  return source;
}

const struct ek_source *ek_file_read(struct ek_arena *arena, const char *path,
                                     struct ek_diags *diags) {
  struct reading r = {.arena = arena, .diags = diags, .most = EK_FILE_MAX};
  return read_path(&r, path);
}

const struct ek_source *ek_file_read_secret(struct ek_arena *arena, const char *path,
                                            struct ek_diags *diags) {
  struct reading r = {.arena = arena, .diags = diags, .most = EK_FILE_LARGE, .secret = true};
  return read_path(&r, path);
}

bool ek_file_exists(const char *path) {
  struct stat st;
  return stat(path, &st) == 0;
}

bool ek_file_same(const char *a, const char *b) {
  struct stat x, y;
  return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static bool write_failed(struct ek_arena *arena, const char *path, int why,
                         struct ek_diags *diags) {
  struct ek_pos pos = file_pos(arena, path);
  const char *folder = folder_of(arena, path);
  if (why == ENOENT || why == ENOTDIR)
    return ek_system_error(diags, pos, "make the folder first, or name another",
                    "cannot write: there is no folder '%s'", folder);
  if (why == EISDIR)
    return ek_system_error(diags, pos, "name a file in it", "cannot write: this is a folder");
  if (why == EACCES || why == EPERM || why == EROFS)
    return ek_system_error(diags, pos, "choose a folder of your own",
                    "cannot write: no permission in '%s'", folder);
  return ek_system_error(diags, pos, NULL, "cannot write: %s", strerror(why));
}

static bool write_all(int fd, const char *bytes, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t put = write(fd, bytes + done, size - done);
    if (put < 0 && errno != EINTR)
      return false;
    done += put > 0 ? (size_t)put : 0;
  }
  return true;
}

/* The mode of the file that is replaced, or what a new file would get. */
static mode_t mode_for(const char *path) {
  struct stat st;
  if (stat(path, &st) == 0)
    return st.st_mode & 07777;
  mode_t mask = umask(022);
  umask(mask);
  return 0644 & ~mask;
}

bool ek_file_is_stream(const char *path) {
  struct stat st;
  if (stat(path, &st) != 0)
    return false;
  return !S_ISREG(st.st_mode) || strncmp(path, "/dev/", 5) == 0;
}

/* 0, or the errno of what failed. */
static int write_stream(const char *path, const char *bytes, size_t size) {
  int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
  if (fd < 0)
    return errno;
  int why = write_all(fd, bytes, size) ? 0 : errno;
  if (close(fd) != 0 && why == 0)
    why = errno;
  return why;
}

static int replace_file(struct ek_arena *arena, const char *path, const char *bytes, size_t size) {
  char *temporary = ek_sprintf(arena, "%s/.ekusia-XXXXXX", folder_of(arena, path));
  int fd = mkstemp(temporary);
  if (fd < 0)
    return errno;
  bool fine = fchmod(fd, mode_for(path)) == 0 && write_all(fd, bytes, size) && fsync(fd) == 0;
  int why = fine ? 0 : errno;
  if (close(fd) != 0 && why == 0)
    why = errno;
  if (why == 0 && rename(temporary, path) != 0)
    why = errno;
  if (why != 0)
    unlink(temporary);
  return why;
}

bool ek_file_write(struct ek_arena *arena, const char *path, const char *bytes, size_t size,
                   struct ek_diags *diags) {
  int why;
  if (ek_file_is_folder(path)) {
    why = EISDIR;
  } else if (ek_file_is_stream(path)) {
    why = write_stream(path, bytes, size);
  } else {
    /* A link stays a link: what it points to is replaced. */
    char *real = realpath(path, NULL);
    why = replace_file(arena, real != NULL ? ek_strdup(arena, real) : path, bytes, size);
    free(real);
  }
  return why == 0 || write_failed(arena, path, why, diags);
}

bool ek_file_make_folder(struct ek_arena *arena, const char *path, struct ek_diags *diags) {
  char *part = ek_strdup(arena, path);
  for (char *at = part; *at != '\0';) {
    at += strspn(at, "/");
    at += strcspn(at, "/");
    char next = *at;
    *at = '\0';
    int why = mkdir(part, 0777) == 0 || ek_file_is_folder(part) ? 0 : errno;
    if (why != 0) return ek_system_error(diags, (struct ek_pos){0}, NULL, "%s: cannot make the folder: %s", part,
                                             why == EEXIST || why == ENOTDIR ? "this is a file; name a folder" : strerror(why));
    *at = next;
  }
  return true;
}

const char *ek_file_beside(struct ek_arena *arena, const char *file, const char *name) {
  const char *slash = strrchr(file, '/');
  if (name[0] == '/' || slash == NULL)
    return ek_strdup(arena, name);
  return ek_sprintf(arena, "%.*s%s", (int)(slash + 1 - file), file, name);
}

const char *ek_file_hash(struct ek_arena *arena, const char *bytes, size_t size) {
  char *text = ek_alloc(arena, SHA256_DIGEST_STRING_LENGTH);
  return SHA256Data((const uint8_t *)bytes, size, text);
}
