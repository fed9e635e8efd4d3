public import Specs

/// The plan of `run` for one experiment.
public struct PlannedExperiment: Sendable, Equatable {
    /// A range test or a seed that the call asks for.
    public struct Unit: Sendable, Equatable {
        /// nil for the range test.
        public var seed: UInt64?
        /// What is done, and why.
        public var decision: WorkDecision
        /// A call that computes it now.
        public var holder: LeaseHolder?
        /// The step of the checkpoint from which it resumes; nil: it begins at its first step.
        public var checkpointStep: Int?
        /// Lines about newer checkpoints that are not used.
        public var unusedCheckpoints: [String] = []
    }

    /// The experiment's name.
    public var name: String
    /// The range test, if it is part of the call, and the seeds in the spec's order.
    public var units: [Unit] = []
    /// Seeds of other settings that move to the history, unfinished ones too, in ascending order.
    public var movedSeeds: [UInt64] = []
    /// Whether a range test that is damaged or of other settings moves there.
    public var movesRangeTest = false
    /// Whether `spec.json` moves there alone, since it was altered or no run wrote it.
    public var movesSpec = false
    /// The folder that they move to, without its number.
    public var history: String
    /// Whether the range test is left out, since another call uses one of other settings.
    public var leavesOutRangeTest = false
    /// Why `run` would refuse the experiment now; nil if it would not.
    public var refusal: String?
}

extension PlannedExperiment {
    fileprivate var movesNothing: Bool { movedSeeds.isEmpty && !movesRangeTest }
}

extension Runner {
    /// Plans `run` and the range tests before it. Writes and computes nothing.
    /// - Parameter specs: of different names.
    /// - Throws: `StoreError` if a folder cannot be read, or its weights would be replaced.
    public static func plan(_ specs: [ResolvedSpec], options: RunOptions) throws(StoreError) -> [PlannedExperiment] {
        let leases = LeaseKeeper()
        let folders = specs.map { RunFolder(output: options.output, name: $0.spec.name) }
        var plans = zip(specs, folders).map {
            PlannedExperiment(name: $0.spec.name, history: $1.historyParent)
        }
        var known: [ResolvedSpec] = []
        var withoutRangeTest: Set<Int> = []
        for (index, (spec, folder)) in zip(specs, folders).enumerated() {
            try folder.checkKeepsWeights(of: spec)
            var resolved = spec
            if spec.awaitsRangeTest, let record = folder.finderRecord(of: spec) {
                do {
                    resolved = try spec.filled(from: record)
                } catch {
                    plans[index].refusal = "\(error)"
                }
            }
            known.append(resolved)
            if !resolved.awaitsRangeTest {
                if FolderClaim.isInUse(folder, byOthersThan: resolved) {
                    plans[index].refusal = "\(StoreError.inUse(path: folder.path))"
                }
                let unfinished = folder.unfinishedSeeds(ofOthersThan: resolved.trainingHash)
                plans[index].movedSeeds = Set(folder.seedsOfOtherTrainings(than: resolved) + unfinished).sorted()
            }
            if options.wantsRangeTest(of: spec), FolderClaim.isRangeTestInUse(folder, byOthersThan: spec) {
                if spec.awaitsRangeTest || options.finderOnly {
                    plans[index].refusal = "\(StoreError.rangeTestInUse(path: folder.path))"
                }
                plans[index].leavesOutRangeTest = true
                withoutRangeTest.insert(index)
            }
        }
        for index in specs.indices where !withoutRangeTest.contains(index) && plans[index].refusal == nil {
            plans[index].movesRangeTest = folders[index].rangeTest(of: specs[index]).isInTheWay
        }
        for index in specs.indices where plans[index].refusal == nil && plans[index].movesNothing {
            plans[index].movesSpec = folders[index].hasForeignSpec
        }
        let plan = RunPlan(known, folders: folders, options: options, withoutRangeTest: withoutRangeTest)
        for index in specs.indices where specs[index].awaitsRangeTest && !withoutRangeTest.contains(index) {
            // The test that gives the rates runs first, even if no figure shows it.
            let decision = folders[index].rangeTestDecision(of: specs[index], isForced: options.force)
            plans[index].units.append(.init(decision: decision))
        }
        for item in plan.items {
            if item.job.seed == nil, specs[item.job.spec].awaitsRangeTest { continue }
            plans[item.job.spec].units.append(.init(seed: item.job.seed, decision: item.decision))
        }
        for (index, folder) in folders.enumerated() {
            for place in plans[index].units.indices where plans[index].units[place].decision != .keep {
                let unit = plans[index].units[place].seed.map(WorkUnit.seed) ?? .rangeTest
                plans[index].units[place].holder = try leases.holder(of: unit, in: folder)
                let found = folder.checkpoint(of: unit, known[index])
                plans[index].units[place].checkpointStep = found.step
                plans[index].units[place].unusedCheckpoints = found.issues.map(\.description)
            }
        }
        return plans
    }
}
