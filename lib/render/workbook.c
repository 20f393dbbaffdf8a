/* Puts the workbook together. */
#include "render/workbook.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "document/words.h"
#include "render/workbook_live.h"
#include "render/workbook_pages.h"

/* --- the file ------------------------------------------------------------------------------- */

static const struct ek_doc_block *title_of(const struct ek_document *doc) {
  const struct ek_doc_block *blocks = doc->blocks.items;
  for (size_t i = 0; i < doc->blocks.n; i++) if (blocks[i].kind == EK_DOC_TITLE) return &blocks[i];
  return NULL;
}

/* A day that no run changes, or the same report would not be the same file. */
enum { CREATED = 315532800 }; /* 1 January 1980, as in the archive */

static void describe(struct ek_book *b) {
  const struct ek_doc_block *title = title_of(b->doc);
  lxw_doc_properties about = {.title = ek_strdup(b->arena, title != NULL ? title->text : ""),
                              .company = ek_strdup(b->arena, title != NULL && title->aside != NULL ? title->aside : ""),
                              .author = ek_strdup(b->arena, "ekusia"),
                              .comments = ek_strdup(b->arena, b->doc->made_of != NULL ? b->doc->made_of : ""), .created = CREATED};
  b->failed |= workbook_set_properties(b->file, &about) != LXW_NO_ERROR;
}

/* A header has at most 255 letters, and & begins a code in it. */
static const char *heading(const struct ek_book *b) {
  enum { MOST = 90 };
  const struct ek_doc_block *title = title_of(b->doc);
  struct ek_buffer out = {.arena = b->arena};
  ek_buffer_add(&out, "&L");
  const char *text = title != NULL ? title->text : "";
  for (int n = 0; *text != '\0' && (n < MOST || ((unsigned char)*text & 0xC0) == 0x80); text++, n++) {
    ek_buffer_add_bytes(&out, text, 1);
    if (*text == '&') ek_buffer_add(&out, "&");
  }
  ek_buffer_add(&out, "&R&A");
  return ek_buffer_text(&out);
}

/* --- sheets --------------------------------------------------------------------------------- */

static void write_all(struct ek_book *b, struct ek_live *live, struct ek_list *pages, const struct ek_sheet *front, const char *const names[5]) {
  struct ek_page *page = pages->items;
  struct ek_sheet *sheets = ek_alloc_array(b->arena, pages->n, sizeof *sheets);
  struct ek_list follow = {0};
  if (live != NULL) live->recount = ek_book_sheet(b, names[0]);
  for (size_t i = 0; i < pages->n; i++) sheets[i] = ek_book_sheet(b, page[i].name);
  if (live != NULL) live->steps = ek_book_sheet(b, names[1]);
  if (live != NULL && live->phased) live->phases = ek_book_sheet(b, names[4]);
  if (live != NULL) live->flows = ek_book_sheet(b, names[2]);
  struct ek_sheet numbers = ek_book_sheet(b, names[3]);
  if (b->failed) return;
  size_t rows = 2;
  for (size_t i = 0; i < pages->n; i++) {
    page[i].follows = ek_page_follows(b, &page[i]);
    if (page[i].follows) *(const char **)ek_list_push(b->arena, &follow, sizeof(char *)) = page[i].name;
    ek_page_write(b, &sheets[i], &page[i], &numbers, &rows);
  }
  ek_book_text(b, &numbers, 0, 0, EK_BOOK_SAID(b, EK_W_X_CHARTS_INTRO), (struct ek_look){.italic = true});
  worksheet_set_column(numbers.sheet, 0, 0, 40, NULL);
  worksheet_set_column(numbers.sheet, 1, 12, 14, NULL);
  ek_book_print(b, &numbers, 0, 0);
  if (live != NULL) ek_live_write(b, &follow);
  ek_page_front(b, front, pages);
}

static void make(struct ek_book *b, const struct ek_result *result) {
  struct ek_live *live = ek_live_new(b, result);
  b->live = live;
  b->header = heading(b);
  b->footer = ek_sprintf(b->arena, "&L%s&R%s", "ekusia " EK_VERSION, EK_BOOK_SAID(b, EK_W_X_PAGE));
  describe(b);
  const char *front_name = ek_book_name(b, EK_BOOK_SAID(b, EK_W_X_REPORT));
  const char *const names[5] = {ek_book_name(b, EK_BOOK_SAID(b, EK_W_X_RECOUNT)),
                                ek_book_name(b, EK_BOOK_SAID(b, live != NULL && live->f->step > 1 ? EK_W_X_YEARLY : EK_W_X_MONTHLY)),
                                ek_book_name(b, EK_BOOK_SAID(b, EK_W_X_FLOWS)), ek_book_name(b, EK_BOOK_SAID(b, EK_W_X_CHARTS)),
                                ek_book_name(b, EK_BOOK_SAID(b, EK_W_X_PHASES))};
  struct ek_sheet front = ek_book_sheet(b, front_name);
  struct ek_list pages = ek_pages(b);
  write_all(b, live, &pages, &front, names);
}

/* The library writes to a name: that of a file in memory. */
static bool write_to(struct ek_book *b, const struct ek_result *result, int file) {
  b->file = workbook_new(ek_sprintf(b->arena, "/proc/self/fd/%d", file));
  if (b->file == NULL) return false;
  make(b, result);
  return workbook_close(b->file) == LXW_NO_ERROR && !b->failed;
}

static bool read_back(int file, struct ek_buffer *out) {
  char bytes[65536];
  ssize_t n = 0;
  for (off_t at = 0; (n = pread(file, bytes, sizeof bytes, at)) > 0; at += n) ek_buffer_add_bytes(out, bytes, (size_t)n);
  return n == 0 && out->size > 0;
}

bool ek_render_workbook(const struct ek_document *doc, const struct ek_result *result, struct ek_buffer *out) {
  struct ek_book book = {.arena = doc->arena, .doc = doc};
  int file = memfd_create("workbook", MFD_CLOEXEC);
  if (file < 0) return false;
  bool fine = write_to(&book, result, file) && read_back(file, out);
  close(file);
  return fine;
}
