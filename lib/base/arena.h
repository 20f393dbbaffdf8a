/* Memory with one owner: everything read, computed and written during a run
 * lives in an arena and goes with it in one free. Running out of memory ends
 * the program here and nowhere else. */
#ifndef EK_BASE_ARENA_H
#define EK_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct ek_arena;

/* A new, empty arena; the caller owns it and frees it with ek_arena_free. */
struct ek_arena *ek_arena_new(void);
/* Runs the deferred clean-ups, newest first, then frees all memory. NULL is fine. */
void ek_arena_free(struct ek_arena *arena);
/* Like freeing it and making a new one, but its memory is kept for what comes: for work
 * done in many equal parts. */
void ek_arena_clear(struct ek_arena *arena);
/* How many bytes it holds, spare ones too. */
size_t ek_arena_held(const struct ek_arena *arena);

/* `size` zeroed bytes, aligned for any type; never NULL, also for size 0. */
void *ek_alloc(struct ek_arena *arena, size_t size);
/* `n` zeroed elements of `size` bytes; an overflow of n*size aborts. */
void *ek_alloc_array(struct ek_arena *arena, size_t n, size_t size);

char *ek_strdup(struct ek_arena *arena, const char *text);
/* The first `n` bytes of `text` (fewer if it ends before), NUL-ended. */
char *ek_strndup(struct ek_arena *arena, const char *text, size_t n);
char *ek_sprintf(struct ek_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *ek_vsprintf(struct ek_arena *arena, const char *format, va_list args);

/* Calls fn(object) when the arena is freed: for objects of other libraries. */
void ek_arena_defer(struct ek_arena *arena, void (*fn)(void *), void *object);

/* A list that grows inside an arena. Zero-initialise it; `items` holds `n`
 * elements in order. Pushing may move the items: keep indices, not pointers. */
struct ek_list {
  void *items;
  size_t n, capacity;
};
/* Room for one more element of `size` bytes, zeroed; returns its address. */
void *ek_list_push(struct ek_arena *arena, struct ek_list *list, size_t size);

/* A text that grows inside an arena. Initialise with the arena; `text` is
 * always NUL-ended once something was added, and NULL before. */
struct ek_buffer {
  struct ek_arena *arena;
  char *text;
  size_t size, capacity;
};
void ek_buffer_add(struct ek_buffer *buffer, const char *text);
void ek_buffer_add_bytes(struct ek_buffer *buffer, const char *bytes, size_t n);
void ek_buffer_addf(struct ek_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The text so far, "" when nothing was added; borrowed. */
const char *ek_buffer_text(const struct ek_buffer *buffer);

#endif
