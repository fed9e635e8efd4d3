import Files
import Foundation
import Specs

/// The work of a call: its range tests and seeds, and how many run at a time.
struct RunPlan {
    /// Work of one worker.
    enum Job {
        case finder(spec: Int)
        case seed(spec: Int, seed: UInt64)

        var spec: Int {
            switch self {
            case .finder(let spec), .seed(let spec, _): spec
            }
        }

        /// The seed; nil for a range test.
        var seed: UInt64? { if case .seed(_, let seed) = self { seed } else { nil } }

        var unit: WorkUnit { seed.map(WorkUnit.seed) ?? .rangeTest }
    }

    /// A range test or a seed that the call asks for.
    struct Item {
        let job: Job
        let decision: WorkDecision
        /// The record that the decision is about.
        let stamp: FileStamp?
    }

    /// Everything that the call asks for, in the order in which it starts.
    let items: [Item]
    /// The items to compute.
    let work: [Item]
    /// Their jobs.
    let jobs: [Job]
    /// Seeds that are already complete.
    let complete: [(spec: Int, seed: UInt64)]
    /// Jobs that run at a time.
    let workers: Int
    /// Cores of each job.
    let cores: Int
    /// Seeds of a range test that are tested at a time. A call with fewer jobs than it may run at a time tests several.
    let seedsAtATime: Int

    /// - Parameters:
    ///   - folders: one per spec.
    ///   - withoutRangeTest: specs that leave out their range test.
    init(_ specs: [ResolvedSpec], folders: [RunFolder], options: RunOptions, withoutRangeTest: Set<Int> = []) {
        var items: [Item] = []
        for (index, resolved) in specs.enumerated() {
            func add(_ job: Job, _ decision: WorkDecision) {
                items.append(Item(job: job, decision: decision, stamp: folders[index].stamp(of: job.unit)))
            }
            if options.wantsRangeTest(of: resolved), !withoutRangeTest.contains(index) {
                let isForced = options.force && !options.freshRangeTests.contains(resolved.spec.name)
                add(.finder(spec: index), folders[index].rangeTestDecision(of: resolved, isForced: isForced))
            }
            if options.finderOnly { continue }
            for seed in resolved.spec.seeds {
                let decision = folders[index].decision(seed: seed, of: resolved, isForced: options.force)
                add(.seed(spec: index, seed: seed), decision)
            }
        }
        self.items = items
        work = items.filter { $0.decision != .keep }
        jobs = work.map(\.job)
        complete = items.filter { $0.decision == .keep }.compactMap { item in
            item.job.seed.map { (item.job.spec, $0) }
        }
        workers = max(1, min(options.jobs, jobs.count))
        cores = max(1, ProcessInfo.processInfo.activeProcessorCount / workers)
        let seeds = jobs.filter { $0.seed == nil }.map { specs[$0.spec].spec.lrFinder.seeds.count }.max() ?? 1
        seedsAtATime = max(1, min(options.jobs / workers, seeds))
    }
}
