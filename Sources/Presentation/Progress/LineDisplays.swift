package import Runs

/// Prints only failures, moved seeds, unused checkpoints and waits for other calls.
package struct QuietDisplay: RunDisplay {
    package let console: Console

    package init(_ console: Console) { self.console = console }

    package func receive(_ event: RunEvent) {
        switch event {
        case .failed, .cannotWrite, .moved, .notResumed, .notSaved, .waiting, .rangeTestLeftOut:
            if let line = EventText.line(event) { console.message(line) }
        default: break
        }
    }
}

/// Prints a line for each epoch, for logs.
package struct EpochLines: RunDisplay {
    package let console: Console

    package init(_ console: Console) { self.console = console }

    package func receive(_ event: RunEvent) {
        if let line = EventText.line(event) { console.message(line) }
    }
}
