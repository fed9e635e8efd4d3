import ArgumentParser
import Datasets
import Presentation
import Runs

/// A call of the downloader with its display, signals and exit codes.
struct FetchCall {
    private let downloader: Downloader

    init(_ downloader: Downloader) { self.downloader = downloader }

    /// - Throws: `ExitCode`, after the error was printed.
    func run() throws {
        let interruption = Interruption()
        let signals = SignalWatch(interruption)
        defer { signals.cancel() }
        let display = FetchDisplay(Terminal.console)
        do {
            try downloader.fetch(isCancelled: { interruption.isRequested }, report: display.receive)
        } catch {
            display.clear()
            if error as? DownloadError == .interrupted {
                Terminal.error("\(DownloadError.interrupted)")
                throw ExitCode.interrupted
            }
            // The display printed a line for each mirror.
            if case DownloadError.allMirrorsFailed? = error as? DownloadError { throw ExitCode.badInput }
            Terminal.error("\(error)")
            if case DownloadError.cannotWrite? = error as? DownloadError { throw ExitCode.runFailed }
            throw ExitCode.badInput
        }
    }
}
