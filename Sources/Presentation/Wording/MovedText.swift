package import Runs
import Specs
import Text

/// Results that moved to the history, in words.
package enum MovedText {
    /// "one: 3 seeds of other settings moved to output/.history/one/1, with spec and figures; `onecycle restore one 1` brings
    /// them back"
    package static func line(_ name: String, _ moved: MovedSeeds) -> String {
        let what = what(moved)
        let isOne = moved.seeds.count + moved.unfinished.count + (moved.hasRangeTest ? 1 : 0) == 1
        let back = "; `\(moved.restoring)` brings \(isOne ? "it" : "them") back"
        switch moved.reason {
        case .otherSettings:
            return "\(name): \(what) of other settings moved to \(moved.path), with spec and figures" + back
        case .damaged:
            let seeds =
                moved.seeds.isEmpty && moved.unfinished.isEmpty
                ? "the range test"
                : "\(Plural.noun("seed", moved.seeds.count + moved.unfinished.count)) \(SeedList.text(moved.seeds + moved.unfinished))"
            return
                "\(name): \(seeds) \(isOne ? "was damaged; its" : "were damaged; their") files moved to \(moved.path), "
                + "with the spec" + back
        case .trainedAgain:
            return
                "\(name): seed \(SeedList.text(moved.seeds)) was trained again; "
                + "its old folder also held other files and moved to \(moved.path)" + back
        case .foreignSpec: return "\(name): spec.json was altered, or no run wrote it; it moved to \(moved.path)"
        case .restored: return "\(name): \(what) moved to \(moved.path), with spec and figures" + back
        }
    }

    /// "3 seeds and the range test"
    package static func what(_ moved: MovedSeeds) -> String {
        what(moved.seeds.count, moved.hasRangeTest, moved.unfinished.count)
    }

    /// "3 seeds and the range test"; "the spec" without both.
    package static func what(_ seeds: Int, _ hasRangeTest: Bool, _ unfinished: Int = 0) -> String {
        let parts =
            (seeds > 0 ? [Plural.counted(seeds, "seed")] : [])
            + (unfinished > 0 ? [Plural.counted(unfinished, "unfinished seed")] : [])
            + (hasRangeTest ? ["the range test"] : [])
        return parts.isEmpty ? "the spec" : parts.joined(separator: " and ")
    }
}
