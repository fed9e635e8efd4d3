import Presentation
import Synchronization

/// Collects the output of displays.
final class Recorded: Sendable {
    private let text = Mutex((results: "", messages: ""))

    var results: String { text.withLock { $0.results } }
    var messages: String { text.withLock { $0.messages } }

    func console(isInteractive: Bool = false, columns: Int = 80) -> Console {
        Console(
            results: { line in self.text.withLock { $0.results += line } },
            messages: { line in self.text.withLock { $0.messages += line } }, isInteractive: isInteractive,
            columns: { columns })
    }
}
