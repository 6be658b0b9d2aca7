/* SPDX-License-Identifier: Apache-2.0 */
#include "page/png.h"

#ifdef TENOR_PNG

#include <librsvg/rsvg.h>
#include <math.h>

enum { SIDE_MOST = 32767 /* of an image, by cairo */ };

bool png_is_built(void) {
  return true;
}

static cairo_status_t write_bytes(void *stream, const unsigned char *data, unsigned size) {
  out_bytes(stream, (const char *)data, size);
  return out_status(stream, NULL) < 0 ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static bool render(RsvgHandle *drawing, cairo_surface_t *surface, double width, double height) {
  const RsvgRectangle all = {0, 0, width, height};
  cairo_t *pen = cairo_create(surface);
  const bool drawn = rsvg_handle_render_document(drawing, pen, &all, NULL) &&
                     cairo_status(pen) == CAIRO_STATUS_SUCCESS;
  cairo_destroy(pen);
  return drawn;
}

static tenor_status draw(out *stream, RsvgHandle *drawing, const char *file, tenor_error *error) {
  double width = 0, height = 0;
  if (!rsvg_handle_get_intrinsic_size_in_pixels(drawing, &width, &height) ||
      !(width > 0 && height > 0))
    return tenor_error_set(error, TENOR_ERR_FORMAT, file, 0, 0, "a drawing without a size");
  const double scale = fmin(2, SIDE_MOST / fmax(width, height));
  if (scale < 0.5)
    return tenor_error_set(error, TENOR_ERR_LIMIT, file, 0, 0,
                           "the chart is too large for a PNG; write it as .svg");
  cairo_surface_t *surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, (int)ceil(width * scale), (int)ceil(height * scale));
  const bool done =
      cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS &&
      render(drawing, surface, width * scale, height * scale) &&
      cairo_surface_write_to_png_stream(surface, write_bytes, stream) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy(surface);
  const tenor_status status = out_status(stream, error);
  if (status < 0 || done) return status;
  return tenor_error_set(error, TENOR_ERR_MEMORY, file, 0, 0, "the chart cannot be drawn");
}

tenor_status png_write(out *stream, const char *svg, size_t size, const char *file,
                       tenor_error *error) {
  RsvgHandle *drawing = rsvg_handle_new_from_data((const guint8 *)svg, size, NULL);
  if (!drawing)
    return tenor_error_set(error, TENOR_ERR_FORMAT, file, 0, 0, "the chart cannot be drawn");
  rsvg_handle_set_dpi(drawing, 96);
  const tenor_status status = draw(stream, drawing, file, error);
  g_object_unref(drawing);
  return status;
}

#else

bool png_is_built(void) {
  return false;
}

tenor_status png_write(out *stream, const char *svg, size_t size, const char *file,
                       tenor_error *error) {
  (void)stream;
  (void)svg;
  (void)size;
  return tenor_error_set(error, TENOR_ERR_ARG, file, 0, 0,
                         "this tenor was built without librsvg, which draws PNG; write it as .svg");
}

#endif
