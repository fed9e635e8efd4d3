package import Runs
import Text

/// What `onecycle clean` would delete.
package enum RemovalTable {
    /// A line for each folder and file, a line for each file that stays, and the sum.
    package static func lines(_ removals: [Removal]) -> [String] {
        var table = TextTable(["delete", "what", "size"], left: [0, 1])
        for removal in removals { table.add([removal.path, what(removal.kind), ByteText.text(removal.size)]) }
        return (removals.isEmpty ? [] : table.lines) + removals.flatMap(\.kept).map(kept)
    }

    /// "2 items, 3.4 MB"
    package static func sum(_ removals: [Removal]) -> String {
        let size = ByteText.text(removals.reduce(0) { $0 + $1.size })
        return "\(Plural.counted(removals.count, "item")), \(size)"
    }

    private static func what(_ kind: Removal.Kind) -> String {
        switch kind {
        case .history(let seeds): seeds == 0 ? "history" : "history, \(Plural.counted(seeds, "seed"))"
        case .unfinished: "unfinished"
        case .temporary: "temporary file"
        case .run(let seeds): "run, \(Plural.counted(seeds, "seed"))"
        }
    }

    private static func kept(_ kept: Removal.Kept) -> String {
        switch kept.reason {
        case .foreign: "kept: \(kept.path): no record says that a run wrote it"
        case .altered: "kept: \(kept.path): altered since a run wrote it"
        }
    }
}
