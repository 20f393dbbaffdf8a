/* The key to the pseudonyms: who has it can try numbers until one fits, and without it new files
 * cannot be linked to old ones. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "privacy/pseudonymise.h"

#define HEX (2 * EK_KEY_SIZE)

static bool fail(struct ek_arena *arena, const char *path, struct ek_diags *diags, int why) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  *source = (struct ek_source){.name = path, .text = "", .secret = true};
  return ek_system_error(diags, (struct ek_pos){.source = source},
                         why == ENOENT ? "make the folder first, or name another" : NULL,
                         "the key cannot be written: %s", strerror(why));
}

static bool write_whole(int fd, const char *text, size_t size) {
  while (size > 0) {
    ssize_t put = write(fd, text, size);
    if (put < 0 && errno != EINTR)
      return false;
    text += put > 0 ? put : 0;
    size -= put > 0 ? (size_t)put : 0;
  }
  return fsync(fd) == 0;
}

/* A file that comes to be meanwhile is left as it is. */
static bool make(struct ek_arena *arena, const char *path, unsigned char key[EK_KEY_SIZE],
                 struct ek_diags *diags) {
  char text[HEX + 2];
  randombytes_buf(key, EK_KEY_SIZE);
  sodium_bin2hex(text, HEX + 1, key, EK_KEY_SIZE);
  text[HEX] = '\n';
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail(arena, path, diags, errno);
  int why = write_whole(fd, text, HEX + 1) ? 0 : errno;
  sodium_memzero(text, sizeof text);
  if (close(fd) != 0 && why == 0)
    why = errno;
  if (why == 0)
    return true;
  unlink(path);
  return fail(arena, path, diags, why);
}

bool ek_key_open(struct ek_arena *arena, const char *path, unsigned char key[EK_KEY_SIZE],
                 bool *made, struct ek_diags *diags) {
  *made = !ek_file_exists(path);
  if (sodium_init() < 0)
    return fail(arena, path, diags, ENOSYS); /* the system gives no random numbers */
  if (*made)
    return make(arena, path, key, diags);
  const struct ek_source *source = ek_file_read_secret(arena, path, diags);
  if (source == NULL)
    return false;
  size_t size;
  const char *end;
  if (sodium_hex2bin(key, EK_KEY_SIZE, source->text, source->size, NULL, &size, &end) == 0 &&
      size == EK_KEY_SIZE && end == source->text + HEX && end[strspn(end, " \r\n")] == '\0')
    return true;
  return ek_error(diags, (struct ek_pos){source, 0, 0, 0},
                  "name the file that was made with the first pseudonyms, or one that is not there",
                  "this is no key: %d hexadecimal digits are asked for", HEX);
}
