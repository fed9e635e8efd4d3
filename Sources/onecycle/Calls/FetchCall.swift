import ArgumentParser
import Presentation
import Datasets
import Specs
import Runs
import Comparison
import Statistics

/// One call of the downloader, with its display, its signals and its exit codes.
struct FetchCall {
    private let downloader: Downloader

    init(_ downloader: Downloader) { self.downloader = downloader }

    /// - Throws: `ExitCode`, after what went wrong was told.
    func run() throws {
        let interruption = Interruption()
        let signals = SignalWatch(interruption)
        defer { signals.cancel() }
        let display = FetchDisplay()
        do {
            try downloader.fetch(isCancelled: { interruption.isRequested }, report: display.receive)
        } catch {
            display.clear()
            if error as? DownloadError == .interrupted {
                Terminal.error("\(DownloadError.interrupted)")
                throw ExitCode.interrupted
            }
            // Its mirrors have a line each already.
            if case DownloadError.allMirrorsFailed? = error as? DownloadError { throw ExitCode.badInput }
            Terminal.error("\(error)")
            if case DownloadError.cannotWrite? = error as? DownloadError { throw ExitCode.runFailed }
            throw ExitCode.badInput
        }
    }
}
