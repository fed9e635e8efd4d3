import Foundation
import Runs
import Synchronization

/// Turns SIGINT (Ctrl-C) and SIGTERM into a request to end, until it is cancelled. A second signal ends the process at once.
///
/// A plain signal handler: a dispatch source would lose signals that arrive before it is registered.
struct SignalWatch {
    private static let numbers = [SIGINT, SIGTERM]

    init(_ interruption: Interruption) {
        // The handler may run at any time until the process ends: the object stays.
        let address = UInt(bitPattern: Unmanaged.passRetained(interruption).toOpaque())
        watched.store(address, ordering: .sequentiallyConsistent)
        var set = sigset_t()
        sigemptyset(&set)
        for number in Self.numbers {
            signal(number, handleSignal)
            sigaddset(&set, number)
        }
        // The program that started this one may have blocked them.
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    func cancel() {
        for number in Self.numbers { signal(number, SIG_DFL) }
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
