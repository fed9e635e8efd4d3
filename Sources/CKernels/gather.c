#include "gather.h"

#include <string.h>

#include "parts.h"
#include "wide.h"

/* True divisions, not products with an inverse: those differ in the last bit for many bytes. A table of the 256 values
 * takes more than twice as long, as it cannot be looked up in vectors. */
static inline float scaled(uint8_t byte, onecycle_scaling s) { return ((float)byte / s.divisor - s.mean) / s.deviation; }

static inline int is_quotient(onecycle_scaling s) { return s.mean == 0.0f && s.deviation == 1.0f; }

/* One plane, its values `step` apart. */
static inline void scale_plane(const uint8_t *restrict source, size_t count, onecycle_scaling s, float *restrict target,
                               size_t step) {
    if (is_quotient(s)) {
        for (size_t i = 0; i < count; i++) target[i * step] = (float)source[i] / s.divisor;
    } else {
        for (size_t i = 0; i < count; i++) target[i * step] = scaled(source[i], s);
    }
}

/* A batch to make; as in gather.h. */
typedef struct {
    const uint8_t *images;
    const int32_t *indices;
    size_t plane, planes, channels;
    const onecycle_scaling *scaling;
    float *out;
} batch;

static inline const uint8_t *image(const batch *job, size_t b) {
    return job->images + (job->indices ? (size_t)job->indices[b] : b) * job->planes * job->plane;
}

WIDE static void gather_nchw(const batch *job, size_t first, size_t end) {
    const size_t plane = job->plane, planes = job->planes, channels = job->channels;
    for (size_t b = first; b < end; b++) {
        const uint8_t *source = image(job, b);
        float *target = job->out + b * channels * plane;
        for (size_t p = 0; p < planes; p++) {
            scale_plane(source + p * plane, plane, job->scaling[p], target + p * plane, 1);
        }
        for (size_t c = planes; c < channels; c++) memcpy(target + c * plane, target, plane * sizeof(float));
    }
}

WIDE static void gather_nhwc(const batch *job, size_t first, size_t end) {
    const size_t plane = job->plane, planes = job->planes, channels = job->channels;
    const onecycle_scaling s = job->scaling[0];
    for (size_t b = first; b < end; b++) {
        const uint8_t *restrict source = image(job, b);
        float *restrict target = job->out + b * plane * channels;
        if (planes == 1 && channels == 3) {
            /* A known number of channels: the compiler interleaves in vectors. */
            for (size_t i = 0; i < plane; i++) {
                const float value = is_quotient(s) ? (float)source[i] / s.divisor : scaled(source[i], s);
                target[3 * i] = value;
                target[3 * i + 1] = value;
                target[3 * i + 2] = value;
            }
        } else if (planes == 3 && channels == 3) {
            const onecycle_scaling second = job->scaling[1], third = job->scaling[2];
            for (size_t i = 0; i < plane; i++) {
                target[3 * i] = scaled(source[i], s);
                target[3 * i + 1] = scaled(source[plane + i], second);
                target[3 * i + 2] = scaled(source[2 * plane + i], third);
            }
        } else if (channels == 1) {
            scale_plane(source, plane, s, target, 1);
        } else {
            for (size_t c = 0; c < channels; c++) {
                const size_t p = planes == 1 ? 0 : c;
                scale_plane(source + p * plane, plane, job->scaling[p], target + c, channels);
            }
        }
    }
}

static void nchw_part(size_t first, size_t end, void *job) { gather_nchw(job, first, end); }
static void nhwc_part(size_t first, size_t end, void *job) { gather_nhwc(job, first, end); }

/* Images of a part: enough to be worth waking a thread for. */
static size_t min_images(const batch *job) { return 1 + 8192 / (1 + job->plane * job->channels); }

void onecycle_gather_nchw(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t planes,
                          size_t channels, const onecycle_scaling *scaling, float *out) {
    batch job = {images, indices, plane, planes, channels, scaling, out};
    onecycle_in_parts(count, min_images(&job), nchw_part, &job);
}

void onecycle_gather_nhwc(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t planes,
                          size_t channels, const onecycle_scaling *scaling, float *out) {
    batch job = {images, indices, plane, planes, channels, scaling, out};
    onecycle_in_parts(count, min_images(&job), nhwc_part, &job);
}

void onecycle_gather_labels(const uint8_t *labels, const int32_t *indices, size_t count, int32_t *out) {
    for (size_t b = 0; b < count; b++) out[b] = labels[indices[b]];
}
