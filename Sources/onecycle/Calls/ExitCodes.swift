import ArgumentParser

extension ExitCode {
    /// A run failed or diverged, two schedules differ, or a file could not be written.
    static let runFailed = ExitCode(1)
    /// A bad spec or bad data.
    static let badInput = ExitCode(65)
    /// Interrupted by the user.
    static let interrupted = ExitCode(130)
}
