import ArgumentParser
import Dispatch
import Foundation
import Runs

/// Turns SIGINT (Ctrl-C) and SIGTERM into a request to end, until it is cancelled. A second signal ends the process at once.
struct SignalWatch {
    private let sources: [any DispatchSourceSignal]

    init(_ interruption: Interruption) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if interruption.isRequested { _exit(ExitCode.interrupted.rawValue) }
                interruption.request()
            }
            source.resume()
            return source
        }
    }

    func cancel() { sources.forEach { $0.cancel() } }
}
