package import Networks
import Text

/// The time of a run by kind of work.
package enum ProfileTable {
    /// A heading, then one line per kind of work, the longest time first. Equal kinds are added up.
    package static func lines(_ name: String, _ seed: UInt64, _ entries: [Profiler.Entry]) -> [String] {
        var merged: [String: Profiler.Entry] = [:]
        for entry in entries where entry.calls > 0 {
            let key = entry.purpose + "|" + entry.implementation
            if merged[key] == nil {
                merged[key] = entry
            } else {
                merged[key]?.calls += entry.calls
                merged[key]?.seconds += entry.seconds
            }
        }
        let rows = merged.values.sorted { ($0.seconds, $1.purpose) > ($1.seconds, $0.purpose) }
        let total = rows.reduce(0) { $0 + $1.seconds }
        let others = rows.filter { $0.flops == 0 }.reduce(0) { $0 + $1.seconds }
        var table = TextTable(["what", "by", "calls", "ms", "share", "us per call", "GFLOP/s"])
        for row in rows {
            let rate = row.flops * Double(row.calls) / row.seconds / 1e9
            table.add([
                row.purpose, row.implementation, "\(row.calls)", NumberText.decimals(row.seconds * 1e3, 2),
                NumberText.decimals(100 * row.seconds / total, 1) + " %",
                NumberText.decimals(row.seconds / Double(row.calls) * 1e6, 1),
                row.flops > 0 ? NumberText.decimals(rate, 0) : "",
            ])
        }
        let share = NumberText.decimals(100 * others / total, 1)
        let heading = "\(name) seed \(seed): \(NumberText.decimals(total, 3)) s"
        return ["\(heading), \(share) % of it outside convolutions and linear layers"] + table.lines
    }
}
