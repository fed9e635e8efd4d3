import RangeTest
import Synchronization
import Training

/// The curves of a range test over several seeds: which seeds are free, being tested, and done.
///
/// One thread's seed can be resumed. Its checkpoint holds the finished curves, those of other threads included.
final class FoundCurves: ResumableCallback, Sendable {
    let resumeName = "range_tests"

    private let finder: LRFinder
    private let seeds: [UInt64]
    private let state = Mutex(State())

    private struct State {
        /// By place among the seeds.
        var curves: [Int: LRFinderCurve] = [:]
        /// Places of seeds that are being tested or done.
        var taken: Set<Int> = []
        /// The place of the seed that can be resumed.
        var resumable: Int?
        var stepsMade = 0
        var failure: (any Error)?
    }

    init(of finder: LRFinder, seeds: [UInt64]) {
        self.finder = finder
        self.seeds = seeds
    }

    /// Number of finished curves.
    var count: Int { state.withLock { $0.curves.count } }

    /// Steps that this call has made.
    var stepsMade: Int { state.withLock(\.stepsMade) }

    /// Takes the next free seed; nil if all are taken, or after a failure.
    /// - Parameter isResumable: whether the caller's checkpoints are written; the first such seed is that of a point.
    func takeNext(isResumable: Bool) -> (place: Int, seed: UInt64)? {
        state.withLock { state in
            if state.failure != nil { return nil }
            if isResumable, let place = state.resumable, state.curves[place] == nil { return (place, seeds[place]) }
            guard let place = seeds.indices.first(where: { !state.taken.contains($0) }) else { return nil }
            state.taken.insert(place)
            if isResumable { state.resumable = place }
            return (place, seeds[place])
        }
    }

    /// Notes a finished curve.
    func finish(_ place: Int, _ curve: LRFinderCurve) { state.withLock { $0.curves[place] = curve } }

    /// Counts steps of this call.
    func count(steps: Int) { state.withLock { $0.stepsMade += steps } }

    /// Notes an error of a thread: no further seed is taken.
    func fail(_ error: any Error) { state.withLock { $0.failure = $0.failure ?? error } }

    /// The curves in the order of the seeds; nil unless all are finished.
    /// - Throws: the first error that was noted.
    func all() throws -> [FinderRecord.Curve]? {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            guard state.curves.count == seeds.count else { return nil }
            return seeds.enumerated().compactMap { place, seed in
                state.curves[place].map { FinderRecord.Curve(seed: seed, curve: $0) }
            }
        }
    }

    // MARK: Checkpoints

    private static let reasons: [StopReason] = [.completed, .diverged, .nonFinite]

    func save() -> CallbackState {
        state.withLock { state in
            let curves = state.curves.sorted { $0.key < $1.key }
            var numbers: [String: [Double]] = [
                "places": curves.map { Double($0.key) },
                "stops": curves.compactMap { entry in
                    Self.reasons.firstIndex(of: StopReason(entry.value.stop)).map(Double.init)
                },
                "current": [Double(state.resumable ?? 0)],
            ]
            for (place, curve) in curves { numbers["\(place)"] = curve.points.flatMap(\.numbers) }
            return CallbackState(numbers: numbers)
        }
    }

    /// Takes the finished curves of a point, before `takeNext` gives the seed to resume.
    /// - Throws: `TrainingPointError`.
    func take(_ point: TrainingPoint) throws {
        let error = TrainingPointError.callback(resumeName)
        guard let saved = point.callbacks[resumeName] else { throw error }
        let places = try saved.numbers("places", of: self).map { Int(exactly: $0) ?? -1 }
        let stops = try saved.numbers("stops", of: self)
        guard let current = try saved.numbers("current", of: self).first.flatMap({ Int(exactly: $0) }),
            stops.count == places.count, Set(places).count == places.count,
            (places + [current]).allSatisfy(seeds.indices.contains), !places.contains(current)
        else { throw error }
        var curves: [Int: LRFinderCurve] = [:]
        for (place, stop) in zip(places, stops) {
            guard let reason = Int(exactly: stop), Self.reasons.indices.contains(reason),
                let points = LRFinderCurve.Point.list(of: try saved.numbers("\(place)", of: self))
            else { throw error }
            curves[place] = LRFinderCurve(points: points, stop: Self.reasons[reason].stop(of: finder), of: finder)
        }
        state.withLock { state in
            state.curves = curves
            state.taken = Set(places + [current])
            state.resumable = current
        }
    }

    /// Does nothing: `take` has restored the curves.
    func restore(_ saved: CallbackState, _ state: TrainingState) {}
}

/// Ends a seed's test that is not resumable.
final class EndOfCall: TrainingPauses {
    private let isWanted: () -> Bool
    /// Whether the test has been ended.
    private(set) var hasEnded = false

    /// - Parameter isWanted: costs a few atomic loads.
    init(when isWanted: @escaping () -> Bool) { self.isWanted = isWanted }

    var isPauseWanted: Bool { isWanted() }

    func pause(_ takePoint: () throws -> TrainingPoint?) -> Bool {
        hasEnded = true
        return false
    }
}
