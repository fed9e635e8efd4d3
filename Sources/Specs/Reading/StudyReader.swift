import JSON
import Text

/// Makes the experiments of a study, each like any other spec.
struct StudyReader {
    let study: Study
    /// The study without overrides of its own keys; nil: there are no such overrides, or the file alone is no study.
    let plain: Study?
    /// The file without the study's own keys.
    let root: JSONNode
    /// The file's path, and its name without `.json`.
    let path: String
    let fileName: String
    /// Overrides of other keys than the study's own.
    let overrides: [SpecOverride]
    /// Whether an override gives the study's name.
    let hasGivenName: Bool
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

        let trials = withArmVariants.trials
        let plainNames = StudyNames.names(of: name, trials.map(\.name))
        let plainSpecs = try resolve(trials, names: plainNames, overrides: overrides)
        let variant = hasGivenName ? "" : variant(of: trials)
        let specs =
            variant.isEmpty
            ? plainSpecs : plainSpecs.map { $0.renamed(StudyNames.name($0.spec.name, variant: variant)) }
        check(specs, trials, names: plainNames, &issues)
        func trial(_ planned: Study.PlannedTrial?, baseline: String?) -> Trial {
            Trial(
                study: variant.isEmpty ? name : name + "-" + variant, variant: variant.isEmpty ? nil : variant,
                description: root.text(of: RootKeys.description.name) ?? "", arm: planned?.armName,
                values: planned?.values ?? [], changes: study.changes, baseline: baseline)
        }
        let baseline = baseline(of: specs, trials, study: name, trial(nil, baseline: nil), &issues)
        if !issues.isEmpty { throw issues.sorted() }
        return zip(specs, trials).map { spec, planned in spec.placed(in: trial(planned, baseline: baseline)) }
    }

    /// The experiments, without their places in the study.
    private func resolve(
        _ trials: [Study.PlannedTrial], names: [String], overrides: [SpecOverride]
    ) throws(SpecError) -> [ResolvedSpec] {
        var specs: [ResolvedSpec] = []
        var found: [(name: String, issues: SpecError)] = []
        for (trial, name) in zip(trials, names) {
            do {
                specs.append(try resolve(trial, name: name, overrides: overrides))
            } catch {
                found.append((name, error))
            }
        }
        if !found.isEmpty { throw SpecError(found, of: names.count) }
        return specs
    }

    private func resolve(
        _ trial: Study.PlannedTrial, name: String, overrides: [SpecOverride]
    ) throws(SpecError) -> ResolvedSpec {
        var issues = IssueList(file: path)
        let root = written(trial, name: name, &issues)
        return try SpecFile.resolve(
            root, issues, path: path, overrides: overrides, after: trial.changes.count, readsWeights: readsWeights)
    }

    /// The text of an experiment: the file's with the changes of the study.
    private func written(_ trial: Study.PlannedTrial, name: String, _ issues: inout IssueList) -> JSONNode {
        var root = root
        root.setName(name)
        for (index, change) in trial.changes.enumerated() {
            SpecFile.apply(change.numbered(index), to: &root, issues: &issues)
        }
        return root
    }

    // MARK: Variants

    /// The study with other names of arms that overrides change.
    private var withArmVariants: Study {
        var study = study
        guard !hasGivenName, let plain else { return study }
        let before = Dictionary(plain.trials.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for arm in Set(study.trials.compactMap(\.arm)) {
            let both = study.trials.filter { $0.arm == arm }.compactMap { trial in
                before[trial.name].map { (old: $0, new: trial) }
            }
            guard let first = both.first else { continue }
            let places = SpecChange.places(changedFrom: first.old.changes, to: first.new.changes)
            let keys = ChangedKeys(in: places, first.new.changes)
            if keys.isEmpty { continue }
            study.rename(arm: arm, VariantName.text(of: both.compactMap { pair($0.old, $0.new, overrides: []) }, keys))
        }
        return study
    }

    /// The end of all names that says what overrides change in any experiment.
    private func variant(of trials: [Study.PlannedTrial]) -> String {
        let keys = ChangedKeys(overrides.ofVariants)
        if keys.isEmpty { return "" }
        return VariantName.text(of: trials.compactMap { pair($0, $0, overrides: overrides) }, keys)
    }

    /// An experiment before and after overrides; nil if it is no valid spec after them.
    private func pair(
        _ old: Study.PlannedTrial, _ new: Study.PlannedTrial, overrides: [SpecOverride]
    ) -> VariantName.Pair? {
        var issues = IssueList(file: path)
        // The name counts nowhere here; any valid one will do.
        let name = "name"
        guard let changed = try? resolve(new, name: name, overrides: overrides) else { return nil }
        return VariantName.Pair(
            base: try? resolve(old, name: name, overrides: overrides.filter { !$0.isOfVariant }),
            written: written(old, name: name, &issues).value,
            changed: changed)
    }

    // MARK: Checks

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
    private func check(
        _ specs: [ResolvedSpec], _ trials: [Study.PlannedTrial], names: [String], _ issues: inout IssueList
    ) {
        var counts: [String: Int] = [:]
        for spec in specs { counts[spec.spec.name, default: 0] += 1 }
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) where count > 1 {
            issues.add(.ofStudy(.sameName(name, count: count)), at: .root, root.origin)
        }
        guard !overrides.isEmpty, let (first, second) = sameTraining(specs),
            let own = try? resolve(trials, names: names, overrides: []),
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

    /// The name of the experiment that the study names as its baseline, with or without the study's name in front and the
    /// variants at the end.
    private func baseline(
        of specs: [ResolvedSpec], _ trials: [Study.PlannedTrial], study name: String, _ title: Trial,
        _ issues: inout IssueList
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
        if let found = title.experiment(word, among: names) { return found }
        for (spec, trial) in zip(specs, trials) where [trial.plainName, name + "-" + trial.plainName].contains(word) {
            return spec.spec.name
        }
        let short = names.map(title.label)
        let ofArm = zip(trials, short).filter { $0.0.arm == word }.map(\.1)
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
