import JSON
import Text

/// Makes the experiments of a study, each by the way of any other spec.
struct StudyReader {
    let study: Study
    /// The file without what makes it a study.
    package let root: JSONNode
    /// The file's path, and its name without `.json`.
    let path: String
    let fileName: String
    /// Overrides that are none of the study's own keys.
    let overrides: [String]
    let readsWeights: Bool

    /// Every experiment, in the study's order.
    /// - Throws: all problems at once, each once, with the experiments that have it.
    func experiments() throws(SpecProblems) -> [ResolvedSpec] {
        var problems = ProblemList(file: path)
        checkOverrides(&problems)
        let (name, origin, isFileName) =
            root.specName.map { ($0.name, $0.origin, false) } ?? (fileName, root.origin, true)
        if let trouble = NameRule.trouble(in: name) {
            problems.add(
                .badName(found: Printable.quoted(name), trouble: trouble, fromFile: isFileName),
                at: SpecKeyPath("name"), origin)
        }
        if !problems.isEmpty { throw problems.sorted() }

        let names = StudyNames.names(of: name, study.cells.map(\.name))
        let specs = try resolve(names: names, overrides: overrides, readsWeights: readsWeights)
        check(specs, names: names, &problems)
        let baseline = baseline(of: specs, study: name, &problems)
        if !problems.isEmpty { throw problems.sorted() }
        let changes = study.changes
        return zip(specs, study.cells).map { spec, cell in
            var spec = spec
            spec.cell = StudyCell(
                study: name, description: root.text(of: "description") ?? "", arm: cell.arm, values: cell.values,
                changes: changes, baseline: baseline)
            return spec
        }
    }

    /// The experiments, without their places in the study.
    private func resolve(
        names: [String], overrides: [String], readsWeights: Bool
    ) throws(SpecProblems) -> [ResolvedSpec] {
        var specs: [ResolvedSpec] = []
        var found: [(name: String, problems: SpecProblems)] = []
        for (cell, name) in zip(study.cells, names) {
            var root = root
            var problems = ProblemList(file: path)
            root.setName(name)
            for (index, change) in cell.overrides.enumerated() {
                SpecFile.apply(change.numbered(index), to: &root, problems: &problems)
            }
            do {
                specs.append(
                    try SpecFile.resolve(
                        root, problems, path: path, overrides: overrides, after: cell.overrides.count,
                        readsWeights: readsWeights))
            } catch {
                found.append((name, error))
            }
        }
        if !found.isEmpty { throw SpecProblems(found, of: names.count) }
        return specs
    }

    /// A key that the grid varies cannot be set for all experiments: their names would lie.
    private func checkOverrides(_ problems: inout ProblemList) {
        for (index, text) in overrides.enumerated() {
            guard let change = try? SpecOverride(text, index: index) else { continue }
            for key in study.keys where key.starts(with: change.path) || change.path.starts(with: key) {
                let (dotted, value) = (key.joined(separator: "."), JSONWriter.compact(change.value.value))
                let instead =
                    key == change.path
                    ? "--set " + ShellWord.quoted("grid.\(dotted)=[\(value)]") : "--set grid.\(dotted)=[...]"
                problems.add(
                    .ofStudy(.overridesGrid(key: dotted, instead: instead)),
                    at: SpecKeyPath(components: change.path.map { .key($0) }), .argument(index: index, text: text))
            }
        }
    }

    /// Names that arms give themselves, and trainings that overrides have made the same.
    private func check(_ specs: [ResolvedSpec], names: [String], _ problems: inout ProblemList) {
        var counts: [String: Int] = [:]
        for spec in specs { counts[spec.spec.name, default: 0] += 1 }
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) where count > 1 {
            problems.add(.ofStudy(.sameName(name, count: count)), at: .root, root.origin)
        }
        guard !overrides.isEmpty, let (first, second) = sameTraining(specs),
            let own = try? resolve(names: names, overrides: [], readsWeights: false),
            own[first].trainingKey != own[second].trainingKey
        else { return }
        problems.add(
            .ofStudy(.overridesStudy(first: names[first], second: names[second])), at: .root,
            .argument(index: 0, text: overrides.joined(separator: " --set ")))
    }

    /// The places of two experiments that are the same training; nil: all differ.
    private func sameTraining(_ specs: [ResolvedSpec]) -> (Int, Int)? {
        var places: [String: Int] = [:]
        for (place, spec) in specs.enumerated() {
            if let first = places.updateValue(place, forKey: spec.trainingKey) { return (first, place) }
        }
        return nil
    }

    /// The name of the experiment that the study calls its baseline, by its whole name, or without the study's.
    private func baseline(
        of specs: [ResolvedSpec], study name: String, _ problems: inout ProblemList
    ) -> String? {
        guard let node = study.baseline else { return nil }
        let place = SpecKeyPath("baseline")
        guard case .string(let word) = node.content else {
            problems.add(
                .wrongType(found: Printable.value(node), expected: "the name of an experiment of the study"), at: place,
                node.origin)
            return nil
        }
        let names = specs.map(\.spec.name)
        if let found = StudyCell.experiment(word, among: names, of: name) { return found }
        let short = names.map { StudyCell.label($0, in: name) }
        let ofArm = zip(study.cells, short).filter { $0.0.arm == word }.map(\.1)
        problems.add(
            ofArm.count > 1
                ? .ofStudy(.severalBaselines(found: Printable.quoted(word), names: ofArm))
                : .ofStudy(
                    .noBaseline(
                        found: Printable.quoted(word), suggestion: Suggestion.nearest(to: word, in: short + names),
                        names: short)),
            at: place, node.origin)
        return nil
    }
}

extension StudyCell {
    /// What an experiment's name has behind that of its study, without the dash between them.
    package static func label(_ name: String, in study: String) -> String {
        name.hasPrefix(study + "-") ? String(name.dropFirst(study.count + 1)) : name
    }

    /// The one of some experiments that a word names: wholly, or by what stands behind the study's name.
    package static func experiment(_ word: String, among names: [String], of study: String) -> String? {
        names.first { $0 == word } ?? names.first { $0 == study + "-" + word }
    }
}

extension JSONNode {
    /// The name that a spec gives itself.
    fileprivate var specName: (name: String, origin: JSONOrigin)? {
        guard let node = member("name"), case .string(let name) = node.content else { return nil }
        return (name, node.origin)
    }

    fileprivate func text(of key: String) -> String? {
        guard case .string(let text)? = member(key)?.content else { return nil }
        return text
    }

    private func member(_ key: String) -> JSONNode? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.key == key }?.node
    }

    /// Gives a spec a name, unless what it has in its place is none.
    fileprivate mutating func setName(_ name: String) {
        guard case .object(var members) = content else { return }
        if let index = members.firstIndex(where: { $0.key == "name" }) {
            guard case .string = members[index].node.content else { return }
            members[index].node.content = .string(name)
        } else {
            members.append(Member(key: "name", keyOrigin: origin, node: JSONNode(.string(name), origin: origin)))
        }
        content = .object(members)
    }
}
