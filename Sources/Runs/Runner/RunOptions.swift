public import Datasets
public import Foundation
import Specs

/// How to run specs.
public struct RunOptions: Sendable {
    /// Folder of all run folders.
    public var output: String
    /// Folder of IDX files; nil: the default places.
    public var dataDirectory: String?
    /// Draws digits; nil: specs of drawn digits are refused.
    public var drawer: (any DigitDrawer)?
    /// Maximal number of runs at a time.
    public var jobs: Int
    /// Threads of each run, which change no result. nil: as many as shorten a step of its network.
    ///
    /// By default, runs at the same time share the cores.
    public var threads: Int?
    /// Whether complete seeds are trained again.
    public var force: Bool
    /// Whether no run starts after one failed or diverged.
    public var failFast: Bool
    /// Whether only range tests run.
    public var finderOnly: Bool
    /// Whether each step is timed.
    public var profiles: Bool
    /// Names of specs whose range test has just run; `force` does not repeat it.
    public var freshRangeTests: Set<String> = []
    /// Available memory in bytes; a call that takes more does not start.
    public var memory: Double

    /// The defaults train every incomplete seed, on all cores.
    public init(
        output: String = "output", dataDirectory: String? = nil, drawer: (any DigitDrawer)? = nil,
        jobs: Int = ProcessInfo.processInfo.activeProcessorCount, threads: Int? = nil, force: Bool = false,
        failFast: Bool = false, finderOnly: Bool = false, profiles: Bool = false,
        memory: Double = AvailableMemory.bytes
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

    /// Whether the range test of a spec is part of the call.
    func wantsRangeTest(of spec: ResolvedSpec) -> Bool { finderOnly || spec.spec.figures.contains(.lrFinder) }
}
