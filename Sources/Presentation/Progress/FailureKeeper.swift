package import Runs
package import Specs
import Synchronization
import Training

/// Passes events on and keeps the runs that failed, diverged or are stuck. The last lines of a call name them.
package final class FailureKeeper: RunObserver {
    private let next: any RunObserver
    private let kept = Mutex<[Failure]>([])

    private struct Failure {
        let name: String
        /// nil for a range test, or for the figures of a spec.
        let seed: UInt64?
        let line: String
        let kind: Kind

        enum Kind { case failed, diverged, stuck }
    }

    package init(before next: any RunObserver) { self.next = next }

    package func receive(_ event: RunEvent) {
        if let failure = Self.failure(event) { kept.withLock { $0.append(failure) } }
        next.receive(event)
    }

    private static func failure(_ event: RunEvent) -> Failure? {
        guard let line = EventText.line(event) else { return nil }
        return switch event {
        case .failed(let name, let seed, _): Failure(name: name, seed: seed, line: line, kind: .failed)
        case .finished(let summary):
            Failure(
                name: summary.name, seed: summary.seed, line: line, kind: summary.status == .stuck ? .stuck : .diverged)
        default: nil
        }
    }

    /// A line for each run that failed, diverged or is stuck, with its reason. The last line is the command that trains
    /// failed and diverged seeds again.
    /// - Parameter output: the folder of the run folders.
    package func lines(of specs: [ResolvedSpec], output: String) -> [String] {
        let failures = kept.withLock { $0 }
        return specs.flatMap { resolved -> [String] in
            let own = failures.filter { $0.name == resolved.spec.name }.sorted { ($0.seed ?? 0) < ($1.seed ?? 0) }
            let seeds = own.filter { $0.kind != .stuck }.compactMap(\.seed)
            // A single failure is the last line already.
            let reasons = failures.count > 1 ? own.map(\.line) : []
            guard !seeds.isEmpty else { return reasons }
            let command = TrainingCommand(
                of: resolved, in: RunFolder(output: output, name: resolved.spec.name), seeds: seeds,
                isForced: own.contains { $0.kind == .diverged })
            return reasons + ["\(resolved.spec.name): train again: \(command)"]
        }
    }
}
