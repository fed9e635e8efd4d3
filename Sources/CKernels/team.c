#include "team.h"

#include "thread.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

/* How long a thread looks for work before it sleeps. Waking a thread takes the system longer. Beside other processes it
 * is a small share of the milliseconds for which the system leaves a core to a thread. */
enum { PATIENCE_NANOSECONDS = 30000, LOOKS_PER_CLOCK = 16, CACHE_LINE = 64 };

/* A piece of work is announced by its ticket: its number, and in the last 8 bits its number of parts. A part is claimed
 * by writing the work's number over an earlier one. All parts of earlier works are claimed. So a thread with an old
 * ticket claims nothing, and `part` and `work` do not change while a claimed part is computed. */
enum { TICKET_BITS = 8, TICKET_PARTS = 255 };

struct onecycle_team {
    _Alignas(CACHE_LINE) atomic_uint_least64_t ticket;
    onecycle_part part;
    void *work;

    _Alignas(CACHE_LINE) atomic_uint_least64_t claims[ONECYCLE_MAX_PARTS];

    _Alignas(CACHE_LINE) atomic_size_t unfinished;
    atomic_bool caller_sleeps;

    _Alignas(CACHE_LINE) atomic_size_t sleepers;
    atomic_bool ends;

    size_t threads; /* with the caller's */
    size_t helpers; /* started so far */
    bool is_started;
    pthread_mutex_t lock;
    pthread_cond_t is_announced, is_finished;
    struct helper {
        onecycle_team *team;
        size_t number; /* from 1; the caller is 0 */
        onecycle_thread *thread;
    } helper[ONECYCLE_MAX_PARTS - 1];
};

static inline void look_away(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/* Counts looks; true once patience has run out. */
typedef struct {
    int64_t since;
    unsigned looks;
} patience;

static inline bool is_out(patience *p) {
    look_away();
    if (++p->looks % LOOKS_PER_CLOCK != 0) return false;
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    const int64_t now = (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
    if (p->since == 0) p->since = now;
    return now - p->since > PATIENCE_NANOSECONDS;
}

/* Computes the parts that are left of the work with `ticket`, those of thread `number` first. */
static void share(onecycle_team *team, uint64_t ticket, size_t number) {
    const uint64_t announced = ticket >> TICKET_BITS;
    const size_t parts = ticket & TICKET_PARTS, own = parts * number / team->threads;
    for (size_t i = 0; i < parts; i++) {
        const size_t p = own + i < parts ? own + i : own + i - parts;
        uint64_t claimed = atomic_load_explicit(&team->claims[p], memory_order_relaxed);
        if (claimed >= announced || !atomic_compare_exchange_strong(&team->claims[p], &claimed, announced)) continue;
        team->part(p, team->work);
        if (atomic_fetch_sub(&team->unfinished, 1) == 1 && number != 0 && atomic_load(&team->caller_sleeps)) {
            pthread_mutex_lock(&team->lock);
            pthread_cond_signal(&team->is_finished);
            pthread_mutex_unlock(&team->lock);
        }
    }
}

static void sleep_until_announced(onecycle_team *team, uint64_t seen) {
    pthread_mutex_lock(&team->lock);
    atomic_fetch_add(&team->sleepers, 1);
    while (atomic_load(&team->ticket) == seen && !atomic_load(&team->ends)) {
        pthread_cond_wait(&team->is_announced, &team->lock);
    }
    atomic_fetch_sub(&team->sleepers, 1);
    pthread_mutex_unlock(&team->lock);
}

static void help(void *argument) {
    struct helper *self = argument;
    onecycle_team *team = self->team;
    uint64_t seen = 0;
    for (;;) {
        patience left = {0, 0};
        uint64_t ticket;
        while ((ticket = atomic_load_explicit(&team->ticket, memory_order_acquire)) == seen) {
            if (!is_out(&left)) continue;
            sleep_until_announced(team, seen);
            if (atomic_load(&team->ends)) return;
        }
        seen = ticket;
        share(team, ticket, self->number);
    }
}

onecycle_team *onecycle_team_make(size_t threads) {
    onecycle_team *team = aligned_alloc(CACHE_LINE, (sizeof *team + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE);
    if (!team) return NULL;
    atomic_init(&team->ticket, 0);
    for (size_t p = 0; p < ONECYCLE_MAX_PARTS; p++) atomic_init(&team->claims[p], 0);
    atomic_init(&team->unfinished, 0);
    atomic_init(&team->caller_sleeps, false);
    atomic_init(&team->sleepers, 0);
    atomic_init(&team->ends, false);
    team->threads = threads < 1 ? 1 : threads > ONECYCLE_MAX_PARTS ? ONECYCLE_MAX_PARTS : threads;
    team->helpers = 0;
    team->is_started = false;
    pthread_mutex_init(&team->lock, NULL);
    pthread_cond_init(&team->is_announced, NULL);
    pthread_cond_init(&team->is_finished, NULL);
    return team;
}

static void start(onecycle_team *team) {
    team->is_started = true;
    while (team->helpers + 1 < team->threads) {
        struct helper *next = &team->helper[team->helpers];
        next->team = team;
        next->number = team->helpers + 1;
        next->thread = onecycle_thread_start(help, next);
        if (!next->thread) break;
        team->helpers++;
    }
}

void onecycle_team_end(onecycle_team *team) {
    pthread_mutex_lock(&team->lock);
    atomic_store(&team->ends, true);
    pthread_cond_broadcast(&team->is_announced);
    pthread_mutex_unlock(&team->lock);
    for (size_t i = 0; i < team->helpers; i++) onecycle_thread_join(team->helper[i].thread);
    pthread_cond_destroy(&team->is_announced);
    pthread_cond_destroy(&team->is_finished);
    pthread_mutex_destroy(&team->lock);
    free(team);
}

static void wait_until_finished(onecycle_team *team) {
    patience left = {0, 0};
    while (atomic_load_explicit(&team->unfinished, memory_order_acquire) > 0) {
        if (!is_out(&left)) continue;
        pthread_mutex_lock(&team->lock);
        atomic_store(&team->caller_sleeps, true);
        while (atomic_load(&team->unfinished) > 0) pthread_cond_wait(&team->is_finished, &team->lock);
        atomic_store(&team->caller_sleeps, false);
        pthread_mutex_unlock(&team->lock);
    }
}

void onecycle_team_run(onecycle_team *team, size_t parts, onecycle_part part, void *work) {
    if (!team->is_started && parts > 1 && team->threads > 1) start(team);
    if (parts <= 1 || team->helpers == 0) {
        for (size_t p = 0; p < parts; p++) part(p, work);
        return;
    }
    team->part = part;
    team->work = work;
    atomic_store_explicit(&team->unfinished, parts, memory_order_relaxed);
    const uint64_t last = atomic_load_explicit(&team->ticket, memory_order_relaxed) >> TICKET_BITS;
    const uint64_t ticket = (last + 1) << TICKET_BITS | parts;
    atomic_store(&team->ticket, ticket);
    if (atomic_load(&team->sleepers) > 0) {
        pthread_mutex_lock(&team->lock);
        pthread_cond_broadcast(&team->is_announced);
        pthread_mutex_unlock(&team->lock);
    }
    share(team, ticket, 0);
    wait_until_finished(team);
}

static _Thread_local onecycle_team *lent;

void onecycle_team_lend(onecycle_team *team) { lent = team; }

typedef struct {
    size_t count, least, ranges;
    onecycle_loop loop;
    void *arguments;
} shared_loop;

static void run_range(size_t part, void *work) {
    const shared_loop *shared = work;
    const size_t blocks = (shared->count + shared->least - 1) / shared->least;
    const size_t first = blocks * part / shared->ranges * shared->least;
    size_t end = blocks * (part + 1) / shared->ranges * shared->least;
    if (end > shared->count) end = shared->count;
    if (first < end) shared->loop(first, end, shared->arguments);
}

void onecycle_in_ranges(size_t count, size_t least, onecycle_loop loop, void *arguments) {
    onecycle_team *team = lent;
    if (team && count > least) {
        const size_t blocks = (count + least - 1) / least;
        shared_loop shared = {count, least, blocks < team->threads ? blocks : team->threads, loop, arguments};
        /* A loop within the loop runs where it is. */
        lent = NULL;
        onecycle_team_run(team, shared.ranges, run_range, &shared);
        lent = team;
    } else if (count > 0) {
        loop(0, count, arguments);
    }
}
