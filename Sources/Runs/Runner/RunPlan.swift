import Datasets
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
    }

    /// In the order in which they start.
    private(set) var jobs: [Job] = []
    /// Seeds that are already complete.
    private(set) var complete: [(spec: Int, seed: UInt64)] = []
    /// Jobs that run at a time.
    let workers: Int
    /// Cores of each job.
    let cores: Int

    /// - Parameter folders: one per spec.
    init(_ specs: [ResolvedSpec], folders: [RunFolder], options: RunOptions) {
        for (index, resolved) in specs.enumerated() {
            let wantsFinder = options.finderOnly || resolved.spec.figures.contains(.lrFinder)
            let isForced = options.force && !options.freshRangeTests.contains(resolved.spec.name)
            if wantsFinder, isForced || folders[index].finderRecord(of: resolved) == nil {
                jobs.append(.finder(spec: index))
            }
            if options.finderOnly { continue }
            for seed in resolved.spec.seeds {
                if !options.force, folders[index].isComplete(seed: seed, specHash: resolved.trainingHash) {
                    complete.append((index, seed))
                } else {
                    jobs.append(.seed(spec: index, seed: seed))
                }
            }
        }
        workers = max(1, min(options.jobs, jobs.count))
        cores = max(1, ProcessInfo.processInfo.activeProcessorCount / workers)
    }
}
