import ArgumentParser
import Dispatch
import Foundation
import Runs
import Synchronization

/// Turns SIGINT (Ctrl-C) and SIGTERM into a request to end, until it is cancelled. A second signal ends the process at once.
struct SignalWatch {
    private let sources: [any DispatchSourceSignal]

    /// Signals that come so soon after the first are one request: `timeout` sends its signal to the process and to its group.
    private static let oneRequest = Duration.milliseconds(300)

    init(_ interruption: Interruption) {
        let queue = DispatchQueue(label: "signals")
        let first = FirstSignal()
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if first.elapsed > Self.oneRequest { _exit(ExitCode.interrupted.rawValue) }
                interruption.request()
            }
            source.resume()
            return source
        }
    }

    func cancel() { sources.forEach { $0.cancel() } }
}

/// The time of the first signal.
private final class FirstSignal: Sendable {
    private let time = Mutex<ContinuousClock.Instant?>(nil)

    /// Time since the first signal; zero for the first.
    var elapsed: Duration {
        time.withLock { time in
            let now = ContinuousClock.now
            let first = time ?? now
            time = first
            return now - first
        }
    }
}
