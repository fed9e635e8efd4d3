extension SpecError {
    /// Issues of experiments of one study, each once, with the names of the experiments that have it.
    /// - Parameter count: the number of experiments; an issue of all of them is the study's.
    init(_ found: [(name: String, issues: SpecError)], of count: Int) {
        let grouped = SpecIssue.grouped(found.map { ($0.name, $0.issues.issues) }, of: count)
        self.init(
            Array(grouped.prefix(IssueList.limit)),
            omitted: max(0, grouped.count - IssueList.limit) + found.reduce(0) { max($0, $1.issues.omitted) })
    }
}

extension SpecIssue {
    /// Warnings about specs. A warning about several experiments of one study is one, with their names.
    public static func warnings(of specs: [ResolvedSpec]) -> [SpecIssue] {
        var studies: [(path: String, specs: [ResolvedSpec])] = []
        for spec in specs {
            if let last = studies.indices.last, spec.trial != nil, studies[last].path == spec.path {
                studies[last].specs.append(spec)
            } else {
                studies.append((spec.path, [spec]))
            }
        }
        return studies.flatMap { study in
            grouped(study.specs.map { ($0.spec.name, $0.warnings) }, of: study.specs.count)
        }
    }

    fileprivate static func grouped(_ found: [(name: String, issues: [SpecIssue])], of count: Int) -> [SpecIssue] {
        var grouped: [SpecIssue] = []
        var places: [String: Int] = [:]
        for (name, issues) in found {
            for issue in issues {
                let text = issue.description
                if let place = places[text] {
                    if grouped[place].experiments.last != name { grouped[place].experiments.append(name) }
                } else {
                    places[text] = grouped.count
                    grouped.append(issue)
                    grouped[grouped.count - 1].experiments = [name]
                }
            }
        }
        return grouped.map { issue in
            guard issue.experiments.count == count else { return issue }
            var issue = issue
            issue.experiments = []
            return issue
        }
    }
}
