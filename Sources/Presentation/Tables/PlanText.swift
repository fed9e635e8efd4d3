import JSON
package import Runs
import Specs
import Text

/// The plan of a call, as text or as JSON.
package enum PlanText {
    /// A line for every group of seeds with the same decision, then a line of counts.
    package static func lines(_ plans: [PlannedExperiment]) -> [String] {
        plans.flatMap(lines) + [counts(plans)]
    }

    private static func lines(_ plan: PlannedExperiment) -> [String] {
        var lines: [String] = []
        if let refusal = plan.refusal { lines.append("\(plan.name): refused: \(refusal)") }
        if plan.leavesOutRangeTest {
            lines.append("\(plan.name): range test: left out (another call uses one of other settings in this folder)")
        }
        if !plan.movedSeeds.isEmpty {
            lines.append("\(plan.name) \(seeds(plan.movedSeeds)) of other settings: move to \(plan.history)")
        }
        if plan.movesRangeTest {
            lines.append("\(plan.name) range test, damaged or of other settings: moves to \(plan.history)")
        }
        if plan.movesSpec {
            lines.append("\(plan.name) spec.json, altered or not written by a run: moves to \(plan.history)")
        }
        for unit in plan.units {
            lines += unit.unusedCheckpoints.map { "\(plan.name) \(name(unit)): \($0)" }
        }
        return lines + groups(plan).map { "\(plan.name)\($0.name): \(words($0.unit))" }
    }

    /// Units that are done alike, in the order of their first ones.
    private static func groups(_ plan: PlannedExperiment) -> [(name: String, unit: PlannedExperiment.Unit)] {
        var groups: [(unit: PlannedExperiment.Unit, seeds: [UInt64])] = []
        for unit in plan.units {
            guard let seed = unit.seed else {
                groups.append((unit, []))
                continue
            }
            let index = groups.firstIndex {
                !$0.seeds.isEmpty && $0.unit.decision == unit.decision && $0.unit.holder == unit.holder
                    && $0.unit.checkpointStep == unit.checkpointStep
            }
            if let index { groups[index].seeds.append(seed) } else { groups.append((unit, [seed])) }
        }
        return groups.map { ($0.seeds.isEmpty ? ": range test" : " \(seeds($0.seeds))", $0.unit) }
    }

    private static func seeds(_ seeds: [UInt64]) -> String {
        "\(Plural.noun("seed", seeds.count)) \(SeedList.text(seeds))"
    }

    private static func name(_ unit: PlannedExperiment.Unit) -> String {
        unit.seed.map { seeds([$0]) } ?? "range test"
    }

    private static func words(_ unit: PlannedExperiment.Unit) -> String {
        if let holder = unit.holder { return "wait (\(WaitingText.holder(holder)) computes it)" }
        if let step = unit.checkpointStep { return "resume from step \(step)" }
        let verb = unit.seed == nil ? "run" : "train"
        return switch unit.decision {
        case .keep: "keep (complete)"
        case .compute(let reason): reason.repeats ? "\(verb) again (\(reason.words))" : "\(verb) (\(reason.words))"
        }
    }

    /// "3 seeds to train, 1 range test to run, 5 kept, 2 of other calls"
    private static func counts(_ plans: [PlannedExperiment]) -> String {
        let units = plans.flatMap { $0.refusal == nil ? $0.units : [] }
        let kept = units.count { $0.decision == .keep }
        let others = units.count { $0.holder != nil }
        let own = units.filter { $0.decision != .keep && $0.holder == nil }
        let tests = own.count { $0.seed == nil }
        var parts = ["\(Plural.counted(own.count - tests, "seed")) to train"]
        if tests > 0 { parts.append("\(Plural.counted(tests, "range test")) to run") }
        if kept > 0 { parts.append("\(kept) kept") }
        if others > 0 { parts.append("\(others) of other calls") }
        return parts.joined(separator: ", ")
    }
}

extension PlanText {
    /// One JSON object per range test, seed, move and refusal.
    package static func json(_ plans: [PlannedExperiment]) -> [String] { plans.flatMap(json) }

    private static func json(_ plan: PlannedExperiment) -> [String] {
        func line(_ action: String, _ more: [JSONValue.Member]) -> String {
            let own: [JSONValue.Member] = [
                .init("event", .string("plan")), .init("name", .string(plan.name)), .init("action", .string(action)),
            ]
            return JSONWriter.compact(.object(own + more))
        }
        var lines: [String] = []
        if let refusal = plan.refusal { lines.append(line("refuse", [.init("reason", .string(refusal))])) }
        if plan.leavesOutRangeTest { lines.append(line("leave_out", [.init("unit", .string("range_test"))])) }
        if !plan.movedSeeds.isEmpty {
            lines.append(
                line("move", [.init("seeds", .numbers(plan.movedSeeds)), .init("to", .string(plan.history))]))
        }
        if plan.movesRangeTest {
            lines.append(line("move", [.init("unit", .string("range_test")), .init("to", .string(plan.history))]))
        }
        if plan.movesSpec {
            lines.append(line("move", [.init("unit", .string("spec")), .init("to", .string(plan.history))]))
        }
        return lines
            + plan.units.map { unit in
                var members: [JSONValue.Member] = [.init("unit", .string(unit.seed == nil ? "range_test" : "seed"))]
                if let seed = unit.seed { members.append(.init("seed", .number(Double(seed)))) }
                if let holder = unit.holder {
                    if let host = holder.host { members.append(.init("host", .string(host))) }
                    if let pid = holder.pid { members.append(.init("pid", .number(Double(pid)))) }
                    return line("wait", members)
                }
                guard case .compute(let reason) = unit.decision else { return line("keep", members) }
                if !unit.unusedCheckpoints.isEmpty {
                    members.append(.init("unused_checkpoints", .strings(unit.unusedCheckpoints)))
                }
                if let step = unit.checkpointStep {
                    return line("resume", members + [.init("step", .number(Double(step)))])
                }
                return line(unit.seed == nil ? "run" : "train", members + [.init("reason", .string(reason.words))])
            }
    }
}

extension WorkDecision.Reason {
    /// Whether the folder holds something of it.
    fileprivate var repeats: Bool { self != .missing && self != .awaitsRangeTest }

    fileprivate var words: String {
        switch self {
        case .missing: "not in the folder"
        case .forced: "--force"
        case .otherSettings: "the folder's is of other settings"
        case .damaged(let file): "\(file) is missing or was altered after the run"
        case .unreadable(let error): "fails: \(error)"
        case .nameTaken: "fails: no run wrote what has its name"
        case .awaitsRangeTest: "unless complete with the rates of the range test"
        }
    }
}
