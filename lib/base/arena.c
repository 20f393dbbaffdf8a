/* A bump allocator over a chain of zeroed blocks. Callers never free single
 * things, so there is nothing to lose track of; the whole run is one free. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)256 * 1024)

/* Columns of numbers begin at whole cache lines, or every wide load would touch two; and those that are
 * as long as each other not where the same few lines of a cache must serve them all. */
#define LINE ((size_t)64)
#define COLUMN ((size_t)512)

struct block {
  struct block *next;
  size_t used, size;
  char *data; /* after it, at a line */
};

struct deferred {
  struct deferred *next;
  void (*fn)(void *);
  void *object;
};

struct ek_arena {
  struct block *blocks; /* the first one is filled; the others are full or large */
  struct block *spare;  /* zeroed ones of BLOCK_SIZE, after a clear */
  struct block *large;  /* larger ones that the last part of the work had: an equal part asks for the same sizes */
  struct deferred *deferred;
  size_t held;
};

static void die(const char *why) {
  fprintf(stderr, "ekusia: %s\n", why);
  abort();
}

static size_t checked_product(size_t n, size_t size) {
  if (size != 0 && n > SIZE_MAX / 2 / size)
    die("out of memory (an impossible amount was asked for)");
  return n * size;
}

static struct block *block_new(size_t size) {
  struct block *block = calloc(1, sizeof *block + LINE + size);
  if (block == NULL)
    die("out of memory");
  block->size = size;
  block->data = (char *)(block + 1);
  block->data += (LINE - (uintptr_t)block->data % LINE) % LINE;
  return block;
}

struct ek_arena *ek_arena_new(void) {
  struct ek_arena *arena = calloc(1, sizeof *arena);
  if (arena == NULL)
    die("out of memory");
  return arena;
}

static void run_deferred(struct ek_arena *arena) {
  for (struct deferred *d = arena->deferred; d != NULL; d = d->next)
    d->fn(d->object);
  arena->deferred = NULL;
}

static void free_blocks(struct block *block) {
  for (struct block *next; block != NULL; block = next) {
    next = block->next;
    free(block);
  }
}

void ek_arena_free(struct ek_arena *arena) {
  if (arena == NULL)
    return;
  run_deferred(arena);
  free_blocks(arena->blocks);
  free_blocks(arena->spare);
  free_blocks(arena->large);
  free(arena);
}

/* Large blocks that a whole part of the work has not asked for. */
static void drop_large(struct ek_arena *arena) {
  for (struct block *block = arena->large; block != NULL; block = block->next)
    arena->held -= block->size;
  free_blocks(arena->large);
  arena->large = NULL;
}

void ek_arena_clear(struct ek_arena *arena) {
  run_deferred(arena);
  drop_large(arena);
  for (struct block *block = arena->blocks, *next; block != NULL; block = next) {
    next = block->next;
    memset(block->data, 0, block->used);
    block->used = 0;
    struct block **list = block->size == BLOCK_SIZE ? &arena->spare : &arena->large;
    block->next = *list;
    *list = block;
  }
  arena->blocks = NULL;
}

size_t ek_arena_held(const struct ek_arena *arena) { return arena->held; }

static struct block *take_large(struct ek_arena *arena, size_t size) {
  for (struct block **at = &arena->large; *at != NULL; at = &(*at)->next) {
    struct block *block = *at;
    if (block->size != size)
      continue;
    *at = block->next;
    block->next = NULL;
    return block;
  }
  return NULL;
}

/* A large thing gets a block of its own behind the first one, so that what is
 * left of the first one is not thrown away. */
static void *alloc_large(struct ek_arena *arena, size_t size) {
  struct block *block = take_large(arena, size);
  if (block == NULL) {
    block = block_new(size);
    arena->held += size;
  }
  block->used = size;
  if (arena->blocks == NULL) {
    arena->blocks = block;
  } else {
    block->next = arena->blocks->next;
    arena->blocks->next = block;
  }
  return block->data;
}

void *ek_alloc(struct ek_arena *arena, size_t size) {
  const size_t align = sizeof(max_align_t);
  if (size > SIZE_MAX / 2)
    die("out of memory (an impossible amount was asked for)");
  size = size == 0 ? align : (size + align - 1) / align * align;
  if (size > BLOCK_SIZE / 4)
    return alloc_large(arena, size);
  struct block *block = arena->blocks;
  if (block != NULL && size >= 2 * LINE) {
    size_t used = (block->used + LINE - 1) / LINE * LINE + (size >= COLUMN ? LINE : 0);
    block->used = used < block->size ? used : block->size;
  }
  if (block == NULL || block->size - block->used < size) {
    block = arena->spare;
    if (block != NULL)
      arena->spare = block->next;
    else {
      block = block_new(BLOCK_SIZE);
      arena->held += BLOCK_SIZE;
    }
    block->next = arena->blocks;
    arena->blocks = block;
  }
  void *place = block->data + block->used;
  block->used += size;
  return place;
}

void *ek_alloc_array(struct ek_arena *arena, size_t n, size_t size) {
  return ek_alloc(arena, checked_product(n, size));
}

char *ek_strdup(struct ek_arena *arena, const char *text) {
  return ek_strndup(arena, text, strlen(text));
}

char *ek_strndup(struct ek_arena *arena, const char *text, size_t n) {
  size_t size = strnlen(text, n);
  char *copy = ek_alloc(arena, size + 1);
  memcpy(copy, text, size);
  return copy;
}

char *ek_vsprintf(struct ek_arena *arena, const char *format, va_list args) {
  va_list again;
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (size < 0)
    die("a text could not be formatted");
  char *text = ek_alloc(arena, (size_t)size + 1);
  vsnprintf(text, (size_t)size + 1, format, args);
  return text;
}

char *ek_sprintf(struct ek_arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  char *text = ek_vsprintf(arena, format, args);
  va_end(args);
  return text;
}

void ek_arena_defer(struct ek_arena *arena, void (*fn)(void *), void *object) {
  struct deferred *d = ek_alloc(arena, sizeof *d);
  *d = (struct deferred){arena->deferred, fn, object};
  arena->deferred = d;
}

void *ek_list_push(struct ek_arena *arena, struct ek_list *list, size_t size) {
  if (list->n == list->capacity) {
    size_t capacity = list->capacity == 0 ? 8 : checked_product(list->capacity, 2);
    void *items = ek_alloc_array(arena, capacity, size);
    if (list->n > 0)
      memcpy(items, list->items, list->n * size);
    list->items = items;
    list->capacity = capacity;
  }
  return (char *)list->items + list->n++ * size;
}

void ek_buffer_add_bytes(struct ek_buffer *buffer, const char *bytes, size_t n) {
  if (n > SIZE_MAX / 4 - buffer->size)
    die("out of memory (an impossible amount was asked for)");
  if (buffer->text == NULL || buffer->capacity - buffer->size <= n) {
    size_t capacity = 2 * (buffer->size + n) + 64;
    char *text = ek_alloc(buffer->arena, capacity);
    if (buffer->size > 0)
      memcpy(text, buffer->text, buffer->size);
    buffer->text = text;
    buffer->capacity = capacity;
  }
  if (n > 0)
    memcpy(buffer->text + buffer->size, bytes, n);
  buffer->size += n;
  buffer->text[buffer->size] = '\0';
}

void ek_buffer_add(struct ek_buffer *buffer, const char *text) {
  ek_buffer_add_bytes(buffer, text, strlen(text));
}

/* Formats on the stack first: almost all pieces are short, and then nothing
 * is left behind in the arena. */
void ek_buffer_addf(struct ek_buffer *buffer, const char *format, ...) {
  char small[256];
  va_list args;
  va_start(args, format);
  int size = vsnprintf(small, sizeof small, format, args);
  va_end(args);
  if (size >= 0 && (size_t)size < sizeof small) {
    ek_buffer_add_bytes(buffer, small, (size_t)size);
    return;
  }
  va_start(args, format);
  ek_buffer_add(buffer, ek_vsprintf(buffer->arena, format, args));
  va_end(args);
}

const char *ek_buffer_text(const struct ek_buffer *buffer) {
  return buffer->text == NULL ? "" : buffer->text;
}
