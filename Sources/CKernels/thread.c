#include "thread.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>

enum { STACK_BYTES = 8 << 20 };

struct onecycle_thread {
    pthread_t handle;
    void (*body)(void *);
    void *context;
};

static void *run(void *argument) {
    onecycle_thread *thread = argument;
    thread->body(thread->context);
    return NULL;
}

static sigset_t signals_of_others(void) {
    static const int own[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT};
    sigset_t set;
    sigfillset(&set);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) sigdelset(&set, own[i]);
    return set;
}

onecycle_thread *onecycle_thread_start(void (*body)(void *), void *context) {
    onecycle_thread *thread = malloc(sizeof *thread);
    if (!thread) return NULL;
    thread->body = body;
    thread->context = context;
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) {
        free(thread);
        return NULL;
    }
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    sigset_t before;
    const sigset_t blocked = signals_of_others();
    pthread_sigmask(SIG_SETMASK, &blocked, &before);
    const int code = pthread_create(&thread->handle, &attributes, run, thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    if (code != 0) {
        free(thread);
        return NULL;
    }
    return thread;
}

void onecycle_thread_join(onecycle_thread *thread) {
    pthread_join(thread->handle, NULL);
    free(thread);
}
