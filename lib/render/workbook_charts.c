/* Native charts. Their numbers stand on a sheet of their own, where those that follow from assumptions are formulas. */
#include <math.h>

#include "base/text.h"
#include "document/words.h"
#include "render/workbook_pages.h"

enum { WIDTH = 760, BAR = 22, LEAST = 320, MOST = 1200, ROW_HEIGHT = 20, COLOURS = 6, PALE = 0xD9D9D9 };
static const lxw_color_t colours[COLOURS] = {0x1F6FA5, 0xD9822B, 0x4A8F5B, 0x8E5EA2, 0x7A7A7A, 0xB5473C};

/* Where the numbers stand. */
struct block {
  const struct ek_sheet *sheet;
  size_t head, first, last; /* rows */
};

static const char *bin_label(const struct ek_book *b, const struct ek_chart *chart, size_t i) {
  int decimals = ek_chart_decimals(chart->at[i + 1] - chart->at[i]);
  return ek_sprintf(b->arena, "%s – %s", ek_number_show(b->arena, chart->at[i], decimals, b->doc->lang),
                    ek_number_show(b->arena, chart->at[i + 1], decimals, b->doc->lang));
}

static void write_category(struct ek_book *b, const struct block *at, const struct ek_chart *chart, size_t i) {
  const struct ek_chart_category *categories = chart->categories.items;
  size_t row = at->first + i;
  if (chart->kind == EK_CHART_LINES) ek_book_number(b, at->sheet, row, 0, chart->at[i], (struct ek_look){.number = "0"});
  else if (chart->kind == EK_CHART_BINS) ek_book_text(b, at->sheet, row, 0, bin_label(b, chart, i), (struct ek_look){0});
  else ek_book_text(b, at->sheet, row, 0, ek_doc_whole(b->doc, categories[i].label), (struct ek_look){0});
}

static struct block write_numbers(struct ek_book *b, const struct ek_chart *chart, const struct ek_sheet *numbers, size_t *rows) {
  const struct ek_chart_series *series = chart->series.items;
  struct block at = {numbers, *rows + 1, *rows + 2, *rows + 1 + chart->points};
  ek_book_text(b, numbers, *rows, 0, chart->title, (struct ek_look){.bold = true});
  ek_book_text(b, numbers, at.head, 0, chart->unit != NULL ? chart->unit : "", (struct ek_look){.italic = true});
  for (size_t k = 0; k < chart->series.n; k++) {
    const char *label = series[k].label != NULL ? series[k].label : chart->unit != NULL ? chart->unit : "";
    ek_book_text(b, numbers, at.head, k + 1, ek_doc_whole(b->doc, label), (struct ek_look){.right = true});
    for (size_t i = 0; i < chart->points; i++) ek_book_cell(b, numbers, at.first + i, k + 1, &series[k].cells[i], (struct ek_look){.right = true});
  }
  for (size_t i = 0; i < chart->points; i++) write_category(b, &at, chart, i);
  *rows = at.last + 2;
  return at;
}

static uint8_t type_of(const struct ek_chart *chart) {
  switch (chart->kind) {
  case EK_CHART_BINS: return LXW_CHART_COLUMN;
  case EK_CHART_LINES: return LXW_CHART_SCATTER_STRAIGHT;
  case EK_CHART_FLOW: return LXW_CHART_BAR_STACKED;
  default: return LXW_CHART_BAR;
  }
}

static void add_series(lxw_chart *native, const struct block *at, const struct ek_chart *chart, size_t k) {
  lxw_chart_series *series = chart_add_series(native, NULL, NULL);
  lxw_col_t column = (lxw_col_t)(k + 1);
  chart_series_set_categories(series, at->sheet->name, (lxw_row_t)at->first, 0, (lxw_row_t)at->last, 0);
  chart_series_set_values(series, at->sheet->name, (lxw_row_t)at->first, column, (lxw_row_t)at->last, column);
  chart_series_set_name_range(series, at->sheet->name, (lxw_row_t)at->head, column);
  const struct ek_chart_series *of = (const struct ek_chart_series *)chart->series.items + k;
  lxw_chart_line line = {.color = colours[k % COLOURS], .width = of->emphasis ? 3 : 2};
  lxw_chart_fill fill = {.color = colours[k % COLOURS]};
  if (chart->kind == EK_CHART_LINES) chart_series_set_line(series, &line);
  else chart_series_set_fill(series, &fill);
}

/* Intervals of a line: upright, each a series of two points, whose numbers stand below the chart's. They have no place in
 * the legend. Returns how many. */
static size_t add_intervals(struct ek_book *b, lxw_chart *native, const struct ek_chart *chart, size_t k, const struct ek_sheet *numbers, size_t *rows) {
  const struct ek_chart_series *of = (const struct ek_chart_series *)chart->series.items + k;
  lxw_chart_line line = {.color = colours[k % COLOURS], .width = 1};
  size_t n = 0;
  for (size_t i = 0; of->low != NULL && i < chart->points; i++) {
    if (!isfinite(of->low[i]) || !isfinite(of->high[i])) continue;
    const double ends[] = {of->low[i], of->high[i]};
    lxw_row_t first = (lxw_row_t)*rows;
    for (size_t end = 0; end < 2; end++, *rows += 1) {
      ek_book_number(b, numbers, *rows, 0, chart->at[i], (struct ek_look){.number = "0"});
      ek_book_number(b, numbers, *rows, k + 1, ends[end], (struct ek_look){.number = "#,##0", .right = true});
    }
    lxw_chart_series *series = chart_add_series(native, NULL, NULL);
    chart_series_set_categories(series, numbers->name, first, 0, first + 1, 0);
    chart_series_set_values(series, numbers->name, first, (lxw_col_t)(k + 1), first + 1, (lxw_col_t)(k + 1));
    chart_series_set_line(series, &line);
    n++;
  }
  return n;
}

static void add_all_intervals(struct ek_book *b, lxw_chart *native, const struct ek_chart *chart, const struct ek_sheet *numbers, size_t *rows) {
  size_t n = 0;
  *rows -= 1; /* right below the numbers */
  for (size_t k = 0; k < chart->series.n; k++) n += add_intervals(b, native, chart, k, numbers, rows);
  *rows += 1;
  if (n == 0) return;
  int16_t *unnamed = ek_alloc_array(b->arena, n + 1, sizeof *unnamed);
  for (size_t i = 0; i < n; i++) unnamed[i] = (int16_t)(chart->series.n + i);
  unnamed[n] = -1;
  b->failed |= chart_legend_delete_series(native, unnamed) != LXW_NO_ERROR;
}

/* Bars from the top down, as in the table; labels of categories at the edge, also where bars go the other way. */
static void set_bars(lxw_chart *native, const struct ek_chart *chart, lxw_chart_axis *categories, lxw_chart_axis *values) {
  chart_axis_set_reverse(categories);
  chart_axis_set_label_position(values, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
  if (chart->kind == EK_CHART_RANGES) chart_axis_set_crossing(values, chart->base);
  if (chart->kind == EK_CHART_RANGES) chart_set_series_overlap(native, 100);
}

static void set_axes(const struct ek_book *b, lxw_chart *native, const struct ek_chart *chart) {
  bool bars = chart->kind != EK_CHART_LINES && chart->kind != EK_CHART_BINS, bins = chart->kind == EK_CHART_BINS;
  /* The library calls the upright axis y, whatever it is of. */
  lxw_chart_axis *categories = bars ? native->y_axis : native->x_axis, *values = bars ? native->x_axis : native->y_axis;
  const char *percent = EK_BOOK_SAY(b, EK_W_X_PERCENT, ""), *number = ek_book_decimals(b->arena, "#,##0", chart->decimals);
  chart_axis_set_label_position(categories, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  chart_axis_set_name(values, bins ? EK_BOOK_SAID(b, EK_W_G_SHARE) : chart->unit);
  chart_axis_set_num_format(values, bins ? percent : number);
  lxw_chart_line pale = {.color = PALE, .width = 0.75F};
  chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
  chart_axis_major_gridlines_set_line(values, &pale);
  if (bars) set_bars(native, chart, categories, values);
  if (bins) chart_axis_set_name(categories, chart->unit);
  if (chart->kind != EK_CHART_LINES) return;
  chart_axis_set_name(categories, EK_BOOK_SAID(b, EK_W_X_MONTH));
  chart_axis_set_min(categories, chart->at[0]);
  chart_axis_set_max(categories, chart->at[chart->points - 1]);
  chart_axis_set_major_unit(categories, chart->at[chart->points - 1] > 180 ? 60 : 12);
}

static int height_of(const struct ek_chart *chart) {
  bool bars = chart->kind == EK_CHART_BARS || chart->kind == EK_CHART_RANGES;
  size_t each = chart->kind == EK_CHART_BARS ? chart->series.n : 1;
  double height = bars || chart->kind == EK_CHART_FLOW ? 140 + BAR * (double)(chart->points * each) : 380;
  return height < LEAST ? LEAST : height > MOST ? MOST : (int)height;
}

static void draw(struct ek_book *b, const struct ek_sheet *s, size_t row, const struct ek_chart *chart, const struct block *at, size_t *rows) {
  lxw_chart *native = workbook_add_chart(b->file, type_of(chart));
  lxw_chart_options place = {.x_scale = WIDTH / 480.0, .y_scale = height_of(chart) / 288.0}; /* of 480 × 288 */
  place.description = ek_strdup(b->arena, ek_chart_described(b->doc, chart));
  lxw_chart_font font = {.size = 12, .bold = LXW_TRUE};
  for (size_t k = 0; k < chart->series.n; k++) add_series(native, at, chart, k);
  if (chart->kind == EK_CHART_LINES) add_all_intervals(b, native, chart, at->sheet, rows);
  chart_title_set_name(native, chart->title);
  chart_title_set_name_font(native, &font);
  if (chart->series.n > 1) chart_legend_set_position(native, LXW_CHART_LEGEND_BOTTOM);
  else chart_legend_set_position(native, LXW_CHART_LEGEND_NONE);
  if (chart->kind == EK_CHART_BINS) chart_set_series_gap(native, 5);
  set_axes(b, native, chart);
  b->failed |= worksheet_insert_chart_opt(s->sheet, (lxw_row_t)row, 0, native, &place) != LXW_NO_ERROR;
}

size_t ek_page_chart(struct ek_book *b, const struct ek_sheet *s, size_t row, const struct ek_chart *chart, const struct ek_sheet *numbers, size_t *rows) {
  const char *const *notes = chart->notes.items;
  const struct ek_chart_mark *marks = chart->marks.items;
  size_t first = row;
  if (ek_chart_shows(chart)) {
    struct block at = write_numbers(b, chart, numbers, rows);
    draw(b, s, row, chart, &at, rows);
    row += (size_t)height_of(chart) / ROW_HEIGHT + 1;
  } else ek_book_text(b, s, row++, 0, chart->nothing != NULL ? chart->nothing : EK_BOOK_SAID(b, EK_W_G_NOTHING), (struct ek_look){0});
  if (chart->text != NULL) ek_book_text(b, s, row++, 0, chart->text, (struct ek_look){.size = 9});
  for (size_t i = 0; i < chart->marks.n; i++) {
    if (marks[i].text == NULL) continue;
    const char *text = ek_sprintf(b->arena, "%s: %s", EK_BOOK_SAID(b, EK_W_X_IN_STUDY), marks[i].text); /* whatever is changed */
    ek_book_text(b, s, row++, 0, text, (struct ek_look){.size = 9});
  }
  bool drawn = chart->kind != EK_CHART_BINS; /* notes of bins tell of marks that stand in the text here */
  for (size_t i = 0; drawn && i < chart->notes.n; i++) ek_book_text(b, s, row++, 0, notes[i], (struct ek_look){.size = 9});
  return row - first;
}
