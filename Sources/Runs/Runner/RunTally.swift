/// How the runs of a call ended, counted.
public struct RunTally: Sendable, Equatable {
    /// Runs, range tests and drawings that failed.
    public var failed = 0
    /// Runs that diverged, in this call or in an earlier one that trained them.
    public var diverged = 0
    /// Runs that this call trained to their end, including stuck ones.
    public var trained = 0
    /// Seeds that were already complete.
    public var skipped = 0
    /// Whether the call was ended early.
    public var isInterrupted = false

    /// No runs.
    public init() {}

    init(isInterrupted: Bool) { self.isInterrupted = isInterrupted }

    /// Adds the counts of a later call.
    public static func += (tally: inout RunTally, later: RunTally) {
        tally.failed += later.failed
        tally.diverged += later.diverged
        tally.trained += later.trained
        tally.skipped += later.skipped
        tally.isInterrupted = tally.isInterrupted || later.isInterrupted
    }
}
