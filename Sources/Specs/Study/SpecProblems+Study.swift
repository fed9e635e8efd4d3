extension SpecProblems {
    /// Problems of experiments of one study, each once, with the names of those that have it.
    /// - Parameter count: how many experiments there are; what all of them have is the study's.
    init(_ found: [(name: String, problems: SpecProblems)], of count: Int) {
        let grouped = SpecProblem.grouped(found.map { ($0.name, $0.problems.problems) }, of: count)
        self.init(
            Array(grouped.prefix(ProblemList.limit)),
            omitted: max(0, grouped.count - ProblemList.limit) + found.reduce(0) { max($0, $1.problems.omitted) })
    }
}

extension SpecProblem {
    /// What is not wrong with specs, but worth a word: of experiments of one study each once, with the names of those
    /// that it is about.
    public static func warnings(of specs: [ResolvedSpec]) -> [SpecProblem] {
        var studies: [(path: String, specs: [ResolvedSpec])] = []
        for spec in specs {
            if let last = studies.indices.last, spec.cell != nil, studies[last].path == spec.path {
                studies[last].specs.append(spec)
            } else {
                studies.append((spec.path, [spec]))
            }
        }
        return studies.flatMap { study in
            grouped(study.specs.map { ($0.spec.name, $0.warnings) }, of: study.specs.count)
        }
    }

    fileprivate static func grouped(_ found: [(name: String, problems: [SpecProblem])], of count: Int) -> [SpecProblem]
    {
        var grouped: [SpecProblem] = []
        var places: [String: Int] = [:]
        for (name, problems) in found {
            for problem in problems {
                let text = problem.description
                if let place = places[text] {
                    if grouped[place].experiments.last != name { grouped[place].experiments.append(name) }
                } else {
                    places[text] = grouped.count
                    grouped.append(problem)
                    grouped[grouped.count - 1].experiments = [name]
                }
            }
        }
        return grouped.map { problem in
            guard problem.experiments.count == count else { return problem }
            var problem = problem
            problem.experiments = []
            return problem
        }
    }
}
