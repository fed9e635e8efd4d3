package import Runs
import Foundation
import Synchronization

/// One line at the bottom of a terminal, drawn anew ten times a second; what must be said passes above it.
package final class ProgressBar: RunDisplay {
    private let progress: RunProgress
    private let start = Mutex(ContinuousClock().now)
    private let isOver = Mutex(false)

    package init(_ progress: RunProgress) {
        self.progress = progress
        Thread.detachNewThread { [weak self] in
            while let self, self.draw() { Thread.sleep(forTimeInterval: 0.1) }
        }
    }

    package func receive(_ event: RunEvent) {
        switch event {
        case .failed, .found, .moved:
            if let line = EventText.line(event) { say(line) }
        case .finished(let summary) where summary.status == .diverged:
            if let line = EventText.line(event) { say(line) }
        default: break
        }
    }

    package func end() {
        isOver.withLock { isOver in
            if !isOver { Terminal.show("\r\u{1B}[K") }
            isOver = true
        }
    }

    private func say(_ line: String) {
        isOver.withLock { _ in Terminal.show("\r\u{1B}[K" + line + "\n") }
    }

    /// - Returns: whether there is more to come.
    private func draw() -> Bool {
        isOver.withLock { isOver in
            if !isOver { Terminal.show("\r\u{1B}[K" + text(columns: Terminal.columns)) }
            return !isOver
        }
    }

    /// When steps began to be made: the clock of the rate stands still before.
    private func firstStep(_ done: Int) -> ContinuousClock.Instant {
        start.withLock { start in
            if done == 0 { start = ContinuousClock().now }
            return start
        }
    }

    /// "[=====>      ] 3456 of 15440 steps, 2345 a second, loss 0.0312, 5.1 s left"
    private func text(columns: Int) -> String {
        let done = progress.stepsDone
        let total = progress.stepsTotal
        guard total > 0 else {
            guard progress.picturesTotal > 0 else { return "preparing the data" }
            return bar(
                progress.picturesDone, of: progress.picturesTotal,
                " \(progress.picturesDone) of \(progress.picturesTotal) pictures read", columns: columns)
        }
        let seconds = (ContinuousClock().now - firstStep(done)) / .seconds(1)
        let rate = Double(done) / max(seconds, 1e-3)
        var words = " \(done) of \(total) steps"
        if done > 0 {
            let left = Double(max(0, total - done)) / rate
            words += ", \(Int(rate)) a second, loss \(Rounded.significant(progress.loss)), "
            words += "\(Rounded.duration(left)) left"
        }
        return bar(done, of: total, words, columns: columns)
    }

    private func bar(_ done: Int, of total: Int, _ words: String, columns: Int) -> String {
        let width = min(40, columns - words.count - 3)
        guard width >= 5 else { return String(words.dropFirst().prefix(max(0, columns - 1))) }
        let filled = min(width, width * done / total)
        let head = filled < width ? ">" : ""
        let bar = String(repeating: "=", count: filled) + head
        return "[" + bar + String(repeating: " ", count: width - filled - head.count) + "]" + words
    }
}
