public import Datasets
public import Foundation
import Specs

/// What a call has to do: which range tests and which seeds of which specs, how many at a time.
struct RunPlan {
    /// A piece of work that one worker does alone.
    enum Job {
        case finder(spec: Int)
        case seed(spec: Int, seed: UInt64)

        var spec: Int {
            switch self {
            case .finder(let spec), .seed(let spec, _): spec
            }
        }
    }

    var jobs: [Job] = []
    /// Seeds that are complete already.
    var complete: [(spec: Int, seed: UInt64)] = []
    /// Runs that work side by side, and threads of each.
    let workers: Int
    let threads: Int

    /// - Parameter folders: a folder for each spec.
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
        // What was asked for decides, not what is left of it: a resumed call trains as the first one did.
        let runs = options.finderOnly ? specs.count : specs.reduce(0) { $0 + $1.spec.seeds.count }
        workers = max(1, min(options.jobs, runs))
        threads = options.threads ?? (workers > 1 ? 1 : ProcessInfo.processInfo.activeProcessorCount)
    }
}

/// How to run specs.
public struct RunOptions: Sendable {
    /// Folder of all run folders.
    public var output: String
    /// Where IDX files are; nil: the usual places.
    public var dataDirectory: String?
    /// Draws digits; nil: specs of drawn digits are refused.
    public var drawer: (any DigitDrawer)?
    /// Runs side by side at most.
    public var jobs: Int
    /// Threads of each run; nil: one where several work side by side, else all cores.
    public var threads: Int?
    /// Train again what is complete.
    public var force: Bool
    /// Start nothing new after a run failed or diverged.
    public var failFast: Bool
    /// Only the range tests.
    public var finderOnly: Bool
    /// Time each step of each run.
    public var profiles: Bool
    /// Specs, by name, whose range test is fresh: it is not run again even where `force` says so.
    public var freshRangeTests: Set<String> = []
    /// Bytes of memory there are: what takes more is not begun.
    public var memory: Double

    public init(
        output: String = "output", dataDirectory: String? = nil, drawer: (any DigitDrawer)? = nil,
        jobs: Int = ProcessInfo.processInfo.activeProcessorCount, threads: Int? = nil, force: Bool = false,
        failFast: Bool = false, finderOnly: Bool = false, profiles: Bool = false,
        memory: Double = MachineMemory.available
    ) {
        self.output = output
        self.dataDirectory = dataDirectory
        self.drawer = drawer
        self.jobs = jobs
        self.threads = threads
        self.force = force
        self.failFast = failFast
        self.finderOnly = finderOnly
        self.profiles = profiles
        self.memory = memory
    }
}
