public import Networks
public import Training

/// What happens while specs are run.
public enum RunEvent: Sendable {
    /// The seed is complete from an earlier call and is not trained again.
    case skipped(name: String, seed: UInt64)
    /// Seeds of another training moved out of the way.
    case moved(name: String, MovedSeeds)
    /// An epoch of a run ended.
    case epoch(name: String, seed: UInt64, EpochRecord)
    /// A run ended and its folder is written.
    case finished(RunSummary)
    /// Where a run's time went; comes before its end.
    case profiled(name: String, seed: UInt64, [Profiler.Entry])
    /// A range test ended and its files are written.
    case found(name: String, FinderRecord)
    /// A run, a range test or the drawing of a spec's figures failed; other runs go on.
    case failed(name: String, seed: UInt64?, message: String)
}

/// Hears of events, from several threads.
public protocol RunObserver: Sendable {
    func receive(_ event: RunEvent)
}
