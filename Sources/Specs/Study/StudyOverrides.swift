import JSON

/// Overrides of what makes a file a study, `grid.epochs=[1,2]`, `arms.high.schedule.lr=0.1`, `baseline=high`, and of a
/// study's own name; they are applied before its experiments are made.
struct StudyOverrides {
    /// Those that every experiment gets.
    private(set) var ofExperiments: [String] = []
    private var ofStudy: [(index: Int, change: SpecOverride)] = []

    init(_ texts: [String]) {
        for (index, text) in texts.enumerated() {
            if let change = try? SpecOverride(text, index: index), let key = change.path.first,
                Study.makingKeys.contains(key) || Self.keys.contains(change.path)
            {
                ofStudy.append((index, change))
            } else {
                ofExperiments.append(text)
            }
        }
    }

    /// Those that mean something else where there is no study.
    private static let keys = [["baseline"], ["name"]]

    package mutating func apply(to root: inout JSONNode, problems: inout ProblemList) {
        guard case .object = root.content else { return }
        let making = ofStudy.filter { !Self.keys.contains($0.change.path) }
        for (_, change) in making {
            // A grid's keys are dotted themselves.
            let isOfGrid = change.path.first == "grid" && change.path.count > 1
            let path = isOfGrid ? ["grid", change.path.dropFirst().joined(separator: ".")] : change.path
            SpecFile.apply(SpecOverride(path: path, value: change.value), to: &root, problems: &problems)
        }
        let others = ofStudy.filter { Self.keys.contains($0.change.path) }
        if root.isStudy {
            for (_, change) in others { SpecFile.apply(change, to: &root, problems: &problems) }
        } else {
            ofExperiments += others.map(\.change.text)
        }
    }
}

extension JSONNode {
    fileprivate var isStudy: Bool {
        guard case .object(let members) = content else { return false }
        return members.contains { Study.makingKeys.contains($0.key) }
    }
}
