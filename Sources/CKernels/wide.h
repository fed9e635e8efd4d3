// Loops compiled once for each width of vector registers; the loader picks the widest this CPU has.
//
// The package carries no unsafe flags, so that others can depend on it. Without them, code is generated for the oldest
// x86-64. Contraction is off: no width fuses a multiplication with an addition, so all give the same bits. winograd.c
// turns it on in its own loops.
#ifndef ONECYCLE_WIDE_H
#define ONECYCLE_WIDE_H

#if defined(__x86_64__) && defined(__linux__) && defined(__clang__)
#define WIDE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define WIDE
#endif

// Code that is compiled into each of them, with the constants of its calls.
#define INLINE static inline __attribute__((always_inline))

#pragma STDC FP_CONTRACT OFF

#endif
