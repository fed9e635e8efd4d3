import Parallel
package import Runs
import Synchronization

/// A progress line at the bottom of a terminal, redrawn ten times a second. Other lines appear above it.
package final class ProgressBar: RunDisplay {
    package let console: Console
    private let progress: RunProgress
    private let start = Mutex(ContinuousClock().now)
    private let isOver = Mutex(false)
    private let thread = Mutex<RepeatingThread?>(nil)

    /// Begins to draw, on a thread of its own, until ``end()``.
    package init(_ progress: RunProgress, _ console: Console) {
        self.progress = progress
        self.console = console
        let thread = RepeatingThread { [weak self] in
            self?.draw()
            return .milliseconds(100)
        }
        self.thread.withLock { $0 = thread }
    }

    package func receive(_ event: RunEvent) {
        switch event {
        case .failed, .cannotWrite, .found, .moved, .resumed, .notResumed, .suspended, .notSaved, .waiting,
            .rangeTestLeftOut:
            if let line = EventText.line(event) { print(line) }
        case .finished:
            if let line = EventText.line(event) { print(line) }
        default: break
        }
    }

    package func end() {
        isOver.withLock { isOver in
            if !isOver { console.redraw("") }
            isOver = true
        }
        let thread = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        thread?.close()
    }

    private func print(_ line: String) {
        isOver.withLock { _ in console.redraw(line + "\n") }
    }

    private func draw() {
        isOver.withLock { isOver in
            if !isOver { console.redraw(line.text(columns: console.columns)) }
        }
    }

    private var line: ProgressLine {
        var line = ProgressLine()
        line.steps = (progress.stepsDone, progress.stepsTotal)
        line.images = (progress.imagesDecoded, progress.imagesToDecode)
        line.seconds = (ContinuousClock().now - firstStep(line.steps.done)) / .seconds(1)
        line.loss = progress.loss
        return line
    }

    /// The time of the first step: the rate excludes the time before it.
    private func firstStep(_ done: Int) -> ContinuousClock.Instant {
        start.withLock { start in
            if done == 0 { start = ContinuousClock().now }
            return start
        }
    }
}
