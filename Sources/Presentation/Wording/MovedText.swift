package import Runs
import Specs
import Text

/// Results that moved to the history, in words.
package enum MovedText {
    /// "one: 3 seeds of other settings moved to output/.history/one/1, with spec and figures; `onecycle restore one 1` brings
    /// them back"
    package static func line(_ name: String, _ moved: MovedSeeds) -> String {
        let what = what(moved)
        let count = moved.seeds.count + moved.unfinished.count + (moved.hasRangeTest ? 1 : 0)
        let back = "; `\(moved.restoring)` brings \(count <= 1 ? "it" : "them") back"
        let along =
            count == 0 ? "" : moved.hasSpec ? ", with spec and figures" : ", with figures; spec.json was missing"
        switch moved.reason {
        case .otherSettings:
            return "\(name): \(what) of other settings moved to \(moved.path)" + along + back
        case .damaged:
            return "\(name): \(units(moved)) \(count == 1 ? "was damaged; its" : "were damaged; their") files moved to "
                + moved.path + (moved.hasSpec ? ", with the spec" : "; spec.json was missing") + back
        case .trainedAgain:
            return "\(name): \(units(moved)) was trained again; "
                + "its old folder also held other files and moved to \(moved.path)" + back
        case .foreign:
            let (files, isOne) = (moved.files.joined(separator: ", "), moved.files.count == 1)
            return
                "\(name): \(files) \(isOne ? "was" : "were") altered, or no run wrote \(isOne ? "it; it" : "them; they") "
                + "moved to \(moved.path)"
        case .restored: return "\(name): \(what) moved to \(moved.path)" + along + back
        }
    }

    /// "seeds 0, 1", "the range test"
    private static func units(_ moved: MovedSeeds) -> String {
        let seeds = moved.seeds + moved.unfinished
        return seeds.isEmpty ? "the range test" : "\(Plural.noun("seed", seeds.count)) \(SeedList.text(seeds))"
    }

    /// "3 seeds and the range test"
    package static func what(_ moved: MovedSeeds) -> String {
        what(moved.seeds.count, moved.unfinished.count, moved.hasRangeTest)
    }

    /// "3 seeds and the range test"
    package static func what(_ restored: Restored) -> String {
        what(restored.seeds.count, restored.unfinished.count, restored.hasRangeTest)
    }

    /// "3 seeds and the range test"; "the spec" without both.
    private static func what(_ seeds: Int, _ unfinished: Int, _ hasRangeTest: Bool) -> String {
        let parts =
            (seeds > 0 ? [Plural.counted(seeds, "seed")] : [])
            + (unfinished > 0 ? [Plural.counted(unfinished, "unfinished seed")] : [])
            + (hasRangeTest ? ["the range test"] : [])
        return parts.isEmpty ? "the spec" : parts.joined(separator: " and ")
    }
}
