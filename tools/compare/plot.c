/* SPDX-License-Identifier: Apache-2.0 */
/* One chart of a comparison as a file of its own. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "compare/report.h"
#include "compare/result_charts.h"
#include "page/png.h"

enum { LINES_MOST = 8 };

static bool ends_with(const char *path, const char *ending) {
  const size_t n = strlen(path), k = strlen(ending);
  return n > k && strcmp(path + n - k, ending) == 0;
}

tenor_status plot_check(const char *path, tenor_error *error) {
  if (ends_with(path, ".svg")) return TENOR_OK;
  if (!ends_with(path, ".png"))
    return tenor_error_set(error, TENOR_ERR_ARG, "", 0, 0,
                           "--plot: the file must end in .svg or .png, unlike '%s'", path);
  if (png_is_built()) return TENOR_OK;
  return tenor_error_set(
      error, TENOR_ERR_ARG, "", 0, 0,
      "--plot: this tenor was built without librsvg, which draws PNG; name a file .svg");
}

static void show_alone(out *stream, const chart *c) {
  chart_write_alone(stream, c, CHART_WIDE);
}

static tenor_status draw(const results *r, result_table table, out *stream, tenor_error *error) {
  const size_t n = r->n_groups < LINES_MOST ? r->n_groups : LINES_MOST;
  if (table == RESULT_TREND && result_has_trend(r))
    return result_trend_show(r, 0, n, show_alone, stream, error);
  if (table == RESULT_TARGETS && result_has_targets(r))
    return result_targets_show(r, show_alone, stream, error);
  return result_means_show(r, SIZE_MAX, show_alone, stream, error);
}

/* The drawing goes to memory, and from there to pixels. */
static tenor_status draw_png(const results *r, result_table table, out *stream, const char *path,
                             tenor_error *error) {
  out *svg;
  size_t size;
  tenor_status status = out_open_memory(&svg, error);
  if (status < 0) return status;
  status = draw(r, table, svg, error);
  const char *data = out_memory(svg, &size);
  if (status >= 0) status = out_status(svg, error);
  if (status >= 0) status = png_write(stream, data, size, path, error);
  out_discard(&svg);
  return status;
}

tenor_status plot_write(const results *r, result_table table, const char *path,
                        tenor_error *error) {
  out *stream;
  tenor_status status = plot_check(path, error);
  if (status >= 0) status = out_open(&stream, path, error);
  if (status < 0) return status;
  status = ends_with(path, ".png") ? draw_png(r, table, stream, path, error)
                                   : draw(r, table, stream, error);
  if (status >= 0) return out_close(&stream, error);
  out_discard(&stream);
  return status;
}
