package import Datasets

/// What happens while files are fetched: results to stdout, failures and, on a terminal, progress to stderr.
package final class FetchDisplay {
    private let isInteractive = Terminal.isInteractive
    private var lastShown = ContinuousClock().now

    package init() {}

    package func receive(_ event: Downloader.Event) {
        switch event {
        case .present(let path):
            Terminal.result("\(path): there already, and right")
        case .began(let file, let url, let begun):
            show("\(file.name) from \(url)\(begun > 0 ? ", after the first \(Self.megabytes(begun))" : "")")
        case .received(let file, let bytes):
            guard (ContinuousClock().now - lastShown) > .milliseconds(200) else { return }
            show("\(file.name): \(Self.megabytes(bytes)) of about \(Self.megabytes(file.usualBytes))")
        case .failed(let url, let problem):
            clear()
            Terminal.error("\(url): \(problem)")
        case .done(let path, let url):
            clear()
            Terminal.result("\(path): fetched from \(url)")
        }
    }

    /// Takes the progress line away.
    package func clear() {
        if isInteractive { Terminal.show("\r\u{1B}[K") }
    }

    private func show(_ text: String) {
        guard isInteractive else { return }
        lastShown = ContinuousClock().now
        Terminal.show("\r\u{1B}[K" + text.prefix(max(0, Terminal.columns - 1)))
    }

    private static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10) MB"
    }
}
