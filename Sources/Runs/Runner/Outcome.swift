extension Runner {
    /// How a call ended.
    public struct Outcome: Sendable, Equatable {
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
        public static func += (outcome: inout Outcome, later: Outcome) {
            outcome.failed += later.failed
            outcome.diverged += later.diverged
            outcome.trained += later.trained
            outcome.skipped += later.skipped
            outcome.isInterrupted = outcome.isInterrupted || later.isInterrupted
        }
    }
}
