import JSON

/// Overrides of a study's own keys, such as `grid.epochs=[1,2]`, `arms.high.schedule.lr=0.1`, `baseline=high` and its
/// name. They are applied before its experiments are made.
struct StudyOverrides {
    /// The overrides that every experiment gets.
    private(set) var ofExperiments: [SpecOverride]
    private var ofStudy: [(override: SpecOverride, change: SpecChange)] = []

    /// Whether one of them gives the name.
    var giveName: Bool { ofStudy.contains { $0.change.path == [RootKeys.name.name] } }

    /// Whether they change arms or a grid.
    var makeStudy: Bool { ofStudy.contains { StudyKeys.make($0.change.path[0]) } }

    init(_ overrides: [SpecOverride]) {
        ofExperiments = []
        for (index, override) in overrides.enumerated() {
            if let change = try? override.change(index), let key = change.path.first,
                StudyKeys.make(key) || Self.isShared(change)
            {
                ofStudy.append((override, change))
            } else {
                ofExperiments.append(override)
            }
        }
    }

    /// Whether a change is of a key that a spec without a study may have too.
    private static func isShared(_ change: SpecChange) -> Bool {
        change.path.count == 1 && [StudyKeys.baseline, RootKeys.name.name].contains(where: change.key.isExactly)
    }

    mutating func apply(to root: inout JSONNode, issues: inout IssueList) {
        guard case .object = root.content else { return }
        let making = ofStudy.filter { !Self.isShared($0.change) }
        for (_, change) in making {
            // A grid's keys are dotted themselves.
            let isOfGrid = change.path.first == StudyKeys.grid && change.path.count > 1
            let path = isOfGrid ? [StudyKeys.grid, change.path.dropFirst().joined(separator: ".")] : change.path
            SpecFile.apply(SpecChange(path: path, value: change.value), to: &root, issues: &issues)
        }
        let others = ofStudy.filter { Self.isShared($0.change) }
        if root.isStudy {
            for (_, change) in others { SpecFile.apply(change, to: &root, issues: &issues) }
        } else {
            ofExperiments += others.map(\.override)
        }
    }
}

extension JSONNode {
    fileprivate var isStudy: Bool {
        guard case .object(let members) = content else { return false }
        return members.contains { StudyKeys.make($0.key) }
    }
}
