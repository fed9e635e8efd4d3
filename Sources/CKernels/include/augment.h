/* Shifted, mirrored, turned and partly blackened copies of byte images. */
#ifndef ONECYCLE_AUGMENT_H
#define ONECYCLE_AUGMENT_H

#include <stddef.h>
#include <stdint.h>

/* The augmentation of one image: mirrored, turned about its centre, shifted, then a square of it is blackened.
 * Padding is black. */
typedef struct {
    int32_t mirrored;          /* 0: as it is; else left and right change places */
    int32_t cosine, sine;      /* of the angle, in 65,536ths; positive angles turn anticlockwise */
    int32_t down, right;       /* the shift in pixels, each less than the side it runs along */
    int32_t cut_top, cut_left; /* of the square's corner, which may lie outside */
    int32_t cut_side;          /* pixels; 0: none */
} onecycle_view;

/* Bytes that onecycle_augment works in. */
size_t onecycle_augment_workspace(size_t height, size_t width);

/* Writes one augmented image. Without a rotation bytes are copied. With one, each byte is interpolated between its four
 * neighbours, in whole steps of 1/256 pixel, rounded to the nearest.
 *
 * image, out  [planes, height, width], not the same; sides at most 65,536
 */
void onecycle_augment(const uint8_t *image, size_t planes, size_t height, size_t width, onecycle_view view, uint8_t *out,
                      uint8_t *workspace);

#endif
