/* Loops shared among the threads that oneDNN computes on. */
#ifndef ONECYCLE_PARTS_H
#define ONECYCLE_PARTS_H

#include <stddef.h>

/* A loop's body over first ..< end. */
typedef void (*onecycle_loop)(size_t first, size_t end, void *arguments);

/* Calls loop on parts of 0 ..< count that together are all of it, a part a thread, and waits for them.
 *
 * The threads are those of the OpenMP runtime that oneDNN brought into the process, as many as the calling thread has
 * set. They are awake between two kernels. oneDNN divides a batch in the same way. So a thread's results lie in the
 * cache of the core that reads them next. Without such a runtime, with one thread, or if there is not enough
 * for two parts, the loop runs here. A loop whose steps do not depend on each other gives the same bits either way.
 *
 * min_part  smallest number of steps of a part, except the last; parts begin at multiples of it
 */
void onecycle_in_parts(size_t count, size_t min_part, onecycle_loop loop, void *arguments);

#endif
