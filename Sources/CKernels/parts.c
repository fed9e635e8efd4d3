#define _GNU_SOURCE
#include "parts.h"

#if defined(__linux__)
#include <dlfcn.h>
#include <pthread.h>

/* The runtime's functions; NULL without a runtime. Not linked: which runtime it is, is oneDNN's choice. */
static struct {
    void (*parallel)(void (*body)(void *), void *data, unsigned threads, unsigned flags);
    int (*max_threads)(void);
    int (*team_size)(void);
    int (*place)(void);
} runtime;

static void find_runtime(void) {
    *(void **)&runtime.max_threads = dlsym(RTLD_DEFAULT, "omp_get_max_threads");
    *(void **)&runtime.team_size = dlsym(RTLD_DEFAULT, "omp_get_num_threads");
    *(void **)&runtime.place = dlsym(RTLD_DEFAULT, "omp_get_thread_num");
    if (runtime.max_threads && runtime.team_size && runtime.place) {
        *(void **)&runtime.parallel = dlsym(RTLD_DEFAULT, "GOMP_parallel");
    }
}

typedef struct {
    size_t count, min_part;
    onecycle_loop loop;
    void *arguments;
} shared_loop;

/* What one thread of the team does: a run of blocks of `min_part` steps. */
static void run_share(void *data) {
    const shared_loop *shared = data;
    const size_t team = (size_t)runtime.team_size(), place = (size_t)runtime.place();
    const size_t blocks = (shared->count + shared->min_part - 1) / shared->min_part;
    const size_t first = blocks * place / team * shared->min_part;
    size_t end = blocks * (place + 1) / team * shared->min_part;
    if (end > shared->count) end = shared->count;
    if (first < end) shared->loop(first, end, shared->arguments);
}

void onecycle_in_parts(size_t count, size_t min_part, onecycle_loop loop, void *arguments) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    if (count > min_part) {
        pthread_once(&once, find_runtime);
        if (runtime.parallel && runtime.max_threads() > 1) {
            shared_loop shared = {count, min_part, loop, arguments};
            runtime.parallel(run_share, &shared, 0, 0);
            return;
        }
    }
    if (count > 0) loop(0, count, arguments);
}
#else
void onecycle_in_parts(size_t count, size_t min_part, onecycle_loop loop, void *arguments) {
    (void)min_part;
    if (count > 0) loop(0, count, arguments);
}
#endif
