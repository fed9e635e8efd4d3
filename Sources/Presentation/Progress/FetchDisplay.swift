import Text
package import Datasets

/// Prints the events of a download: files to stdout; failures and, on a terminal, progress to stderr.
package final class FetchDisplay {
    private let console: Console
    private var lastShown = ContinuousClock().now

    package init(_ console: Console) { self.console = console }

    /// Prints one event; progress at most every 200 ms.
    package func receive(_ event: Downloader.Event) {
        switch event {
        case .present(let path):
            console.result("\(path): up to date")
        case .began(let file, let url, let begun):
            show("\(file.name) from \(url)\(begun > 0 ? ", after the first \(NumberText.megabytes(begun))" : "")")
        case .received(let file, let bytes):
            guard (ContinuousClock().now - lastShown) > .milliseconds(200) else { return }
            show("\(file.name): \(NumberText.megabytes(bytes)) of about \(NumberText.megabytes(file.typicalBytes))")
        case .failed(let url, let issue):
            clear()
            console.message("\(url): \(issue)")
        case .done(let path, let url):
            clear()
            console.result("\(path): fetched from \(url)")
        }
    }

    /// Removes the progress line.
    package func clear() {
        if console.isInteractive { console.redraw("") }
    }

    private func show(_ text: String) {
        guard console.isInteractive else { return }
        lastShown = ContinuousClock().now
        console.redraw(String(text.prefix(max(0, console.columns - 1))))
    }
}
