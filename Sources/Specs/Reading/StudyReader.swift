import JSON
import Text

/// Makes the experiments of a study, each like any other spec.
struct StudyReader {
    let study: Study
    /// The file without the study's own keys.
    let root: JSONNode
    /// The file's path, and its name without `.json`.
    let path: String
    let fileName: String
    /// Overrides of other keys than the study's own.
    let overrides: [SpecOverride]
    let readsWeights: Bool

    /// Every experiment, in the study's order.
    /// - Throws: all issues at once, each with the experiments that have it.
    func experiments() throws(SpecError) -> [ResolvedSpec] {
        var issues = IssueList(file: path)
        checkOverrides(&issues)
        let (name, origin, isFileName) =
            root.specName.map { ($0.name, $0.origin, false) } ?? (fileName, root.origin, true)
        if let issue = NameRule.issue(in: name) {
            issues.add(
                .badName(found: Printable.quoted(name), issue, fromFile: isFileName),
                at: RootKeys.name.place.path, origin)
        }
        if !issues.isEmpty { throw issues.sorted() }

        let names = StudyNames.names(of: name, study.trials.map(\.name))
        let specs = try resolve(names: names, overrides: overrides, readsWeights: readsWeights)
        check(specs, names: names, &issues)
        let baseline = baseline(of: specs, study: name, &issues)
        if !issues.isEmpty { throw issues.sorted() }
        let changes = study.changes
        return zip(specs, study.trials).map { spec, trial in
            var spec = spec
            spec.trial = Trial(
                study: name, description: root.text(of: RootKeys.description.name) ?? "", arm: trial.arm,
                values: trial.values,
                changes: changes, baseline: baseline)
            return spec
        }
    }

    /// The experiments, without their places in the study.
    private func resolve(
        names: [String], overrides: [SpecOverride], readsWeights: Bool
    ) throws(SpecError) -> [ResolvedSpec] {
        var specs: [ResolvedSpec] = []
        var found: [(name: String, issues: SpecError)] = []
        for (trial, name) in zip(study.trials, names) {
            var root = root
            var issues = IssueList(file: path)
            root.setName(name)
            for (index, change) in trial.changes.enumerated() {
                SpecFile.apply(change.numbered(index), to: &root, issues: &issues)
            }
            do {
                specs.append(
                    try SpecFile.resolve(
                        root, issues, path: path, overrides: overrides, after: trial.changes.count,
                        readsWeights: readsWeights))
            } catch {
                found.append((name, error))
            }
        }
        if !found.isEmpty { throw SpecError(found, of: names.count) }
        return specs
    }

    /// Reports overrides of keys that the grid varies: the experiments' names would be wrong.
    private func checkOverrides(_ issues: inout IssueList) {
        for (index, override) in overrides.enumerated() {
            guard let change = try? override.change(index) else { continue }
            for key in study.keys where key.starts(with: change.path) || change.path.starts(with: key) {
                let (dotted, value) = (key.joined(separator: "."), JSONWriter.compact(change.value.value))
                let instead =
                    key == change.path
                    ? "--set " + ShellWord.quoted("grid.\(dotted)=[\(value)]") : "--set grid.\(dotted)=[...]"
                issues.add(
                    .ofStudy(.overridesGrid(key: dotted, instead: instead)),
                    at: SpecKeyPath(components: change.path.map { .key($0) }),
                    .argument(index: index, text: override.text))
            }
        }
    }

    /// Reports equal names, and trainings that overrides have made the same.
    private func check(_ specs: [ResolvedSpec], names: [String], _ issues: inout IssueList) {
        var counts: [String: Int] = [:]
        for spec in specs { counts[spec.spec.name, default: 0] += 1 }
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) where count > 1 {
            issues.add(.ofStudy(.sameName(name, count: count)), at: .root, root.origin)
        }
        guard !overrides.isEmpty, let (first, second) = sameTraining(specs),
            let own = try? resolve(names: names, overrides: [], readsWeights: false),
            own[first].trainingKey != own[second].trainingKey
        else { return }
        issues.add(
            .ofStudy(.overridesStudy(first: names[first], second: names[second])), at: .root,
            .argument(index: 0, text: overrides.map(\.text).joined(separator: " --set ")))
    }

    /// The places of two experiments that are the same training; nil: all differ.
    private func sameTraining(_ specs: [ResolvedSpec]) -> (Int, Int)? {
        var places: [String: Int] = [:]
        for (place, spec) in specs.enumerated() {
            if let first = places.updateValue(place, forKey: spec.trainingKey) { return (first, place) }
        }
        return nil
    }

    /// The name of the experiment that the study names as its baseline, with or without the study's name in front.
    private func baseline(
        of specs: [ResolvedSpec], study name: String, _ issues: inout IssueList
    ) -> String? {
        guard let node = study.baseline else { return nil }
        let place = SpecKeyPath(StudyKeys.baseline)
        guard case .string(let word) = node.content else {
            issues.add(
                .wrongType(found: Printable.value(node), expected: "the name of an experiment of the study"), at: place,
                node.origin)
            return nil
        }
        let names = specs.map(\.spec.name)
        if let found = Trial.experiment(word, among: names, of: name) { return found }
        let short = names.map { Trial.label($0, in: name) }
        let ofArm = zip(study.trials, short).filter { $0.0.arm == word }.map(\.1)
        issues.add(
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

extension Trial {
    /// An experiment's name without its study's name and the dash after it.
    package static func label(_ name: String, in study: String) -> String {
        name.hasPrefix(study + "-") ? String(name.dropFirst(study.count + 1)) : name
    }

    /// The experiment that a word names, with or without the study's name in front.
    package static func experiment(_ word: String, among names: [String], of study: String) -> String? {
        names.first { $0 == word } ?? names.first { $0 == study + "-" + word }
    }
}

extension JSONNode {
    /// The name that a spec gives itself.
    fileprivate var specName: (name: String, origin: JSONOrigin)? {
        guard let node = member(RootKeys.name.name), case .string(let name) = node.content else { return nil }
        return (name, node.origin)
    }

    fileprivate func text(of key: String) -> String? {
        guard case .string(let text)? = member(key)?.content else { return nil }
        return text
    }

    private func member(_ key: String) -> JSONNode? {
        guard case .object(let members) = content else { return nil }
        return members.index(of: key).map { members[$0].node }
    }

    /// Sets a spec's name, unless its value is not a string.
    fileprivate mutating func setName(_ name: String) {
        guard case .object(var members) = content else { return }
        if let index = members.index(of: RootKeys.name.name) {
            guard case .string = members[index].node.content else { return }
            members[index].node.content = .string(name)
        } else {
            members.append(
                Member(key: RootKeys.name.name, keyOrigin: origin, node: JSONNode(.string(name), origin: origin)))
        }
        content = .object(members)
    }
}
