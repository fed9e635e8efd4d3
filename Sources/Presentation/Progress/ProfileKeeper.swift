package import Runs
import Synchronization

/// Passes events on and keeps the profiles among them: they are printed as results.
package final class ProfileKeeper: RunObserver {
    private let next: any RunObserver
    private let kept = Mutex<[[String]]>([])

    package init(before next: any RunObserver) { self.next = next }

    /// One table per run.
    package var tables: [[String]] { kept.withLock { $0 } }

    package func receive(_ event: RunEvent) {
        if case .profiled(let name, let seed, let entries) = event {
            let lines = ProfileTable.lines(name, seed, entries)
            kept.withLock { $0.append(lines) }
        }
        next.receive(event)
    }
}
