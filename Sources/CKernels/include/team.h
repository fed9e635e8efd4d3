/* Threads that share the parts of one piece of work, and meet when all parts are done. */
#ifndef ONECYCLE_TEAM_H
#define ONECYCLE_TEAM_H

#include <stddef.h>

/* A caller's thread and its helpers. Belongs to one caller at a time. */
typedef struct onecycle_team onecycle_team;

/* Computes one part; `work` is the caller's. */
typedef void (*onecycle_part)(size_t part, void *work);

/* The largest number of parts of a piece of work, and of threads. */
enum { ONECYCLE_MAX_PARTS = 64 };

/* A team of at most `threads` threads, the caller's included. Helpers start with the first work that has several parts.
 * If the system refuses a thread, the team has fewer.
 *
 * Returns NULL if there is no memory.
 */
onecycle_team *onecycle_team_make(size_t threads);

/* Ends the helpers, and waits for them. */
void onecycle_team_end(onecycle_team *team);

/* Calls `part` once for each number below `parts`, and returns when all calls have returned. The calls come from any
 * thread of the team, the caller's included, in any order. They see all that the caller wrote before, and the caller
 * afterwards sees all that they wrote.
 *
 * A thread begins with the parts that it had in the last work of as many parts, whose memory is in its core's cache.
 * Then it takes what others have not begun. So a thread that the system holds up delays one part, not a share of them.
 * A thread without work looks for more during some microseconds, then sleeps.
 *
 * parts  at most ONECYCLE_MAX_PARTS
 */
void onecycle_team_run(onecycle_team *team, size_t parts, onecycle_part part, void *work);

/* Lets the loops of this library that the calling thread starts (`onecycle_in_ranges`) run on `team`; NULL: on the
 * calling thread alone, as at first.
 */
void onecycle_team_lend(onecycle_team *team);

/* A loop's body over first ..< end. */
typedef void (*onecycle_loop)(size_t first, size_t end, void *arguments);

/* Calls `loop` on ranges that together are 0 ..< count, and waits for them. They run on the team that the calling thread
 * has lent; without one, or if there is not enough for two ranges, the loop runs here. A loop whose steps do not depend
 * on each other gives the same bits either way.
 *
 * least  smallest number of steps of a range, except the last; ranges begin at multiples of it
 */
void onecycle_in_ranges(size_t count, size_t least, onecycle_loop loop, void *arguments);

#endif
