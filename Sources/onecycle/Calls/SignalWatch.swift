import Foundation
import Runs
import Synchronization

/// Turns SIGINT (Ctrl-C) and SIGTERM into a request to end, until it is cancelled. A second signal ends the process at once.
///
/// A plain signal handler: a dispatch source would lose signals that arrive before it is registered. It has a stack of
/// its own, because kernels of oneDNN let the stack pointer point into a buffer, and a handler would write below it.
struct SignalWatch {
    private static let numbers = [SIGINT, SIGTERM]

    /// To be called on the main thread, which takes the signals: other threads (`WorkerThread`) block them.
    init(_ interruption: Interruption) {
        // The handler may run at any time until the process ends: the object stays.
        let address = UInt(bitPattern: Unmanaged.passRetained(interruption).toOpaque())
        watched.store(address, ordering: .sequentiallyConsistent)
        Self.giveStack()
        var set = sigset_t()
        sigemptyset(&set)
        var action = sigaction()
        #if canImport(Darwin)
            action.__sigaction_u.__sa_handler = handleSignal
        #else
            action.__sigaction_handler.sa_handler = handleSignal
        #endif
        action.sa_flags = SA_RESTART | SA_ONSTACK
        for number in Self.numbers {
            sigaction(number, &action, nil)
            sigaddset(&set, number)
        }
        // The program that started this one may have blocked them.
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    func cancel() {
        for number in Self.numbers { signal(number, SIG_DFL) }
    }

    /// Gives the calling thread a stack for handlers, unless it has one. It is never freed.
    private static func giveStack() {
        var stack = stack_t()
        guard sigaltstack(nil, &stack) == 0, stack.ss_flags & Int32(SS_DISABLE) != 0 else { return }
        // The registers of wide vectors, which a handler's frame saves, take up to 11 KB.
        let size = 1 << 16
        stack = stack_t(ss_sp: .allocate(byteCount: size, alignment: 16), ss_flags: 0, ss_size: size)
        sigaltstack(&stack, nil)
    }
}

/// The address of the `Interruption` that signals request.
private let watched = Atomic<UInt>(0)

/// The time of the first signal, in milliseconds of the monotonic clock; 0 before it.
private let firstSignal = Atomic<Int>(0)

/// Milliseconds in which further signals are one request: `timeout` sends its signal to the process and to its group.
private let oneRequest = 300

/// Does nothing that is unsafe in a signal handler: it reads a clock, loads and stores atomically.
private func handleSignal(_ number: Int32) {
    guard let address = UnsafeRawPointer(bitPattern: watched.load(ordering: .sequentiallyConsistent)) else { return }
    let interruption = Unmanaged<Interruption>.fromOpaque(address).takeUnretainedValue()
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    let first = firstSignal.load(ordering: .sequentiallyConsistent)
    if interruption.isRequested, now - first > oneRequest { _exit(130) }
    if !interruption.isRequested { firstSignal.store(now, ordering: .sequentiallyConsistent) }
    interruption.request()
}
