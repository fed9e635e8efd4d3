import ArgumentParser
import Runs

/// Short work on results that should not end half-way.
enum WholeWork {
    /// Does the work to its end, whatever SIGINT or SIGTERM says meanwhile. A second signal ends the program at once.
    /// - Throws: errors of `work`; after a signal `ExitCode.interrupted`.
    static func untilDone<Result>(_ work: () throws -> Result) throws -> Result {
        let interruption = Interruption()
        let signals = SignalWatch(interruption)
        defer { signals.cancel() }
        let result = try work()
        if interruption.isRequested { throw ExitCode.interrupted }
        return result
    }
}
