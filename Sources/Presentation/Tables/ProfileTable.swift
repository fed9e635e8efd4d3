package import Runs
package import Networks
import Synchronization

/// Passes events on and keeps the profiles among them, which are results.
package final class ProfileKeeper: RunObserver {
    private let next: any RunObserver
    private let kept = Mutex<[[String]]>([])

    package init(before next: any RunObserver) { self.next = next }

    /// A table a run.
    package var tables: [[String]] { kept.withLock { $0 } }

    package func receive(_ event: RunEvent) {
        if case .profiled(let name, let seed, let entries) = event {
            let lines = ProfileTable.lines(name, seed, entries)
            kept.withLock { $0.append(lines) }
        }
        next.receive(event)
    }
}

/// Where a run's time went, a line a kind of work, the longest first.
package enum ProfileTable {
    package static func lines(_ name: String, _ seed: UInt64, _ entries: [Profiler.Entry]) -> [String] {
        var merged: [String: (entry: Profiler.Entry, calls: Int, seconds: Double)] = [:]
        for entry in entries where entry.calls > 0 {
            let key = entry.purpose + "|" + entry.implementation
            merged[key, default: (entry, 0, 0)].calls += entry.calls
            merged[key, default: (entry, 0, 0)].seconds += entry.seconds
        }
        let rows = merged.values.sorted { ($0.seconds, $1.entry.purpose) > ($1.seconds, $0.entry.purpose) }
        let total = rows.reduce(0) { $0 + $1.seconds }
        let ours = rows.filter { $0.entry.implementation == "onecycle" }.reduce(0) { $0 + $1.seconds }
        var table = TextTable(["what", "by", "calls", "ms", "share", "us a call", "GFLOP/s"])
        for row in rows {
            let rate = row.entry.flops * Double(row.calls) / row.seconds / 1e9
            table.add([
                row.entry.purpose, row.entry.implementation, "\(row.calls)",
                ResultTables.decimals(row.seconds * 1e3, 2), ResultTables.decimals(100 * row.seconds / total, 1) + " %",
                ResultTables.decimals(row.seconds / Double(row.calls) * 1e6, 1),
                row.entry.flops > 0 ? ResultTables.decimals(rate, 0) : "",
            ])
        }
        let share = ResultTables.decimals(100 * ours / total, 1)
        return ["\(name) seed \(seed): \(ResultTables.decimals(total, 3)) s, \(share) % of it outside of oneDNN"]
            + table.lines
    }
}
