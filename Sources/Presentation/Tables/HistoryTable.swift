import Foundation
package import Runs
import Specs
import Text

/// The history of a run folder as a table.
package enum HistoryTable {
    /// A line for each folder of the history: its number, when it moved, its seeds, size, and what differs from the folder.
    package static func lines(_ run: RunFolder) -> [String] {
        var table = TextTable(["number", "moved", "seeds", "size", "other settings"], left: [1, 2, 4])
        for entry in run.history {
            table.add([
                "\(entry.number)", date(entry.moved), content(entry), ByteText.text(entry.size), differences(entry),
            ])
        }
        return table.lines
    }

    private static func content(_ entry: HistoryEntry) -> String {
        let seeds = [
            SeedList.text(entry.seeds),
            entry.unfinished.isEmpty ? "" : "unfinished: \(SeedList.text(entry.unfinished))",
        ].filter { !$0.isEmpty }
        if !seeds.isEmpty { return seeds.joined(separator: "; ") }
        return entry.hasRangeTest ? "range test" : "-"
    }

    /// "schedule.lr_max 0.05 (now 0.2)"
    private static func differences(_ entry: HistoryEntry) -> String {
        guard let all = entry.differences else { return entry.run.hasSpec ? "unknown" : "no run is there now" }
        if all.isEmpty { return "the same" }
        let shown = all.prefix(3).map { "\($0.key) \($0.then ?? "none") (now \($0.now ?? "none"))" }
        return shown.joined(separator: ", ") + (all.count > shown.count ? ", ..." : "")
    }

    /// "2026-01-31 14:05", local time.
    private static func date(_ seconds: Int) -> String {
        var (time, parts) = (time_t(seconds), tm())
        guard localtime_r(&time, &parts) != nil else { return "-" }
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y-%m-%d %H:%M", &parts)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
