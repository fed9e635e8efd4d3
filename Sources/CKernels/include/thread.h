/* A thread of the program's own. */
#ifndef ONECYCLE_THREAD_H
#define ONECYCLE_THREAD_H

typedef struct onecycle_thread onecycle_thread;

/* Starts a thread with a stack of 8 MB that calls `body` once. It takes no signals except those of its own faults:
 * oneDNN's kernels let the stack pointer point into buffers, and a signal handler would write below it.
 *
 * Returns NULL if the system starts no more threads.
 */
onecycle_thread *onecycle_thread_start(void (*body)(void *context), void *context);

/* Waits until the thread's body has returned. To be called once. */
void onecycle_thread_join(onecycle_thread *thread);

#endif
