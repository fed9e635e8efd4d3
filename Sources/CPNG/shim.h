#ifndef ONECYCLE_CPNG_SHIM_H
#define ONECYCLE_CPNG_SHIM_H

#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// libpng reports errors by longjmp, which must not cross Swift's frames: each function here catches them.

/// A PNG file in memory, or the error that kept it from being written.
typedef struct {
    /// The file, from malloc: the caller frees it. NULL after an error.
    uint8_t *bytes;
    size_t count;
    size_t capacity;
    /// libpng's own words, ended by a zero.
    char message[160];
} onecycle_png;

/// How to write one.
typedef struct {
    uint32_t width, height;
    /// Bytes from one row to the next.
    size_t stride;
    /// Pixels a metre, for the pHYs chunk; 0 for none.
    uint32_t pixels_per_metre;
    /// 0: red, green and blue; else grey.
    int is_grey;
    /// zlib's level and strategy, libpng's filters (PNG_FILTER_...).
    int level, strategy, filters;
    /// Text chunks, in their order, written before the pixels; may be NULL if the count is 0.
    const png_text *texts;
    int text_count;
} onecycle_png_options;

static void onecycle_png_fail(png_structp png, png_const_charp message) {
    onecycle_png *out = (onecycle_png *)png_get_error_ptr(png);
    strncpy(out->message, message, sizeof out->message - 1);
    png_longjmp(png, 1);
}

static void onecycle_png_warn(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void onecycle_png_append(png_structp png, png_bytep data, size_t count) {
    onecycle_png *out = (onecycle_png *)png_get_io_ptr(png);
    if (count > out->capacity - out->count) {
        size_t capacity = (out->count + count) * 2;
        uint8_t *bytes = (uint8_t *)realloc(out->bytes, capacity);
        if (!bytes) png_error(png, "out of memory");
        out->bytes = bytes;
        out->capacity = capacity;
    }
    memcpy(out->bytes + out->count, data, count);
    out->count += count;
}

static void onecycle_png_flush(png_structp png) {
    (void)png;
}

/// Writes 8-bit RGB from rows of 32-bit words 0x00RRGGBB in the machine's byte order, or 8-bit grey from rows of bytes.
/// Returns 0, or 1 with a message.
static inline __attribute__((noinline)) int onecycle_png_encode(
    const uint8_t *pixels, const onecycle_png_options *options, onecycle_png *out) {
    memset(out, 0, sizeof *out);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, out, onecycle_png_fail, onecycle_png_warn);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        png_destroy_write_struct(&png, NULL);
        strncpy(out->message, "out of memory", sizeof out->message - 1);
        return 1;
    }
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        free(out->bytes);
        out->bytes = NULL;
        out->count = 0;
        return 1;
    }
    png_set_write_fn(png, out, onecycle_png_append, onecycle_png_flush);
    png_set_compression_level(png, options->level);
    png_set_compression_strategy(png, options->strategy);
    png_set_compression_buffer_size(png, 1 << 16);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, options->filters);
    png_set_IHDR(png, info, options->width, options->height, 8,
                 options->is_grey ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    if (options->pixels_per_metre)
        png_set_pHYs(png, info, options->pixels_per_metre, options->pixels_per_metre, PNG_RESOLUTION_METER);
    if (options->text_count) png_set_text(png, info, options->texts, options->text_count);
    png_write_info(png, info);
    if (!options->is_grey) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        png_set_bgr(png);
        png_set_filler(png, 0, PNG_FILLER_AFTER);
#else
        png_set_filler(png, 0, PNG_FILLER_BEFORE);
#endif
    }
    for (uint32_t row = 0; row < options->height; row++) png_write_row(png, pixels + row * options->stride);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return 0;
}

/// A PNG file's header, and an error message if the file is bad.
typedef struct {
    uint32_t width, height;
    /// 1 grey, 3 colour; transparency does not count.
    int channels;
    /// libpng's own words, ended by a zero.
    char message[160];
} onecycle_png_header;

/// A file in memory that is being read.
typedef struct {
    const uint8_t *bytes;
    size_t count;
    onecycle_png_header *header;
} onecycle_png_source;

static void onecycle_png_read_fail(png_structp png, png_const_charp message) {
    onecycle_png_source *source = (onecycle_png_source *)png_get_error_ptr(png);
    strncpy(source->header->message, message, sizeof source->header->message - 1);
    png_longjmp(png, 1);
}

static void onecycle_png_take(png_structp png, png_bytep data, size_t count) {
    onecycle_png_source *source = (onecycle_png_source *)png_get_io_ptr(png);
    if (count > source->count) png_error(png, "the file ends early");
    memcpy(data, source->bytes, count);
    source->bytes += count;
    source->count -= count;
}

/// Reads a PNG file: the header, and unless `rows` is NULL the pixels, 8 bits per value, `channels` values per pixel.
/// `rows` are height pointers to room for width * channels bytes each, by the header that an earlier call returned.
/// A file with another header is refused. Every checksum must be right. Palettes are expanded, 16 bits give their
/// upper 8, fewer bits are spread over 0...255. Transparency and gamma are ignored. Returns 0, or 1 with a message.
static inline __attribute__((noinline)) int onecycle_png_decode(
    const uint8_t *bytes, size_t count, uint8_t **rows, onecycle_png_header *header) {
    const onecycle_png_header expected = *header;
    onecycle_png_source source = {bytes, count, header};
    header->message[0] = 0;
    png_structp png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, onecycle_png_read_fail, onecycle_png_warn);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        png_destroy_read_struct(&png, NULL, NULL);
        strncpy(header->message, "out of memory", sizeof header->message - 1);
        return 1;
    }
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_read_struct(&png, &info, NULL);
        return 1;
    }
    png_set_read_fn(png, &source, onecycle_png_take);
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    // Sizes are the caller's to judge, before it makes room; text and profiles are not wanted at all.
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_set_chunk_malloc_max(png, 1 << 20);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_read_info(png, info);
    const int type = png_get_color_type(png, info);
    header->width = png_get_image_width(png, info);
    header->height = png_get_image_height(png, info);
    header->channels = type & PNG_COLOR_MASK_COLOR ? 3 : 1;
    if (rows) {
        if (header->width != expected.width || header->height != expected.height
            || header->channels != expected.channels)
            png_error(png, "the header changed while the file was read");
        if (type == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
        if (type == PNG_COLOR_TYPE_GRAY) png_set_expand_gray_1_2_4_to_8(png);
        png_set_strip_16(png);
        png_set_strip_alpha(png);
        png_set_interlace_handling(png);
        png_read_update_info(png, info);
        if (png_get_rowbytes(png, info) != (size_t)header->width * (size_t)header->channels)
            png_error(png, "rows of an unexpected length");
        png_read_image(png, rows);
        png_read_end(png, NULL);
    }
    png_destroy_read_struct(&png, &info, NULL);
    return 0;
}

#endif
