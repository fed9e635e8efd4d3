import RangeTest
import Training

/// The finished curves of a range test over several seeds. A checkpoint holds them and the state of the current seed.
final class FoundCurves: ResumableCallback {
    private(set) var curves: [FinderRecord.Curve] = []

    let resumeName = "range_tests"

    private let finder: LRFinder
    private let seeds: [UInt64]

    init(of finder: LRFinder, seeds: [UInt64]) {
        self.finder = finder
        self.seeds = seeds
    }

    /// The seed to test next; nil after the last.
    var nextSeed: UInt64? { curves.count < seeds.count ? seeds[curves.count] : nil }

    func append(_ curve: LRFinderCurve, of seed: UInt64) { curves.append(.init(seed: seed, curve: curve)) }

    private static let reasons: [StopReason] = [.completed, .diverged, .nonFinite]

    func save() -> CallbackState {
        var numbers: [String: [Double]] = [:]
        numbers["stops"] = curves.compactMap { Self.reasons.firstIndex(of: StopReason($0.curve.stop)).map(Double.init) }
        for (index, entry) in curves.enumerated() { numbers["\(index)"] = entry.curve.points.flatMap(\.numbers) }
        return CallbackState(numbers: numbers)
    }

    /// Takes the finished curves of a point, before `nextSeed` chooses the seed to resume.
    /// - Throws: `TrainingPointError`.
    func take(_ point: TrainingPoint) throws {
        guard let saved = point.callbacks[resumeName] else { throw TrainingPointError.callback(resumeName) }
        let stops = try saved.numbers("stops", of: self)
        guard stops.count < seeds.count else { throw TrainingPointError.callback(resumeName) }
        for (index, stop) in stops.enumerated() {
            guard let reason = Int(exactly: stop), Self.reasons.indices.contains(reason),
                let points = LRFinderCurve.Point.list(of: try saved.numbers("\(index)", of: self))
            else { throw TrainingPointError.callback(resumeName) }
            append(
                LRFinderCurve(
                    points: points, stop: Self.reasons[reason].stop(factor: finder.divergenceFactor),
                    startLR: finder.startLR, endLR: finder.endLR, plannedSteps: finder.steps, spacing: finder.spacing,
                    loss: finder.loss), of: seeds[index])
        }
    }

    /// Does nothing: `take` has restored the curves.
    func restore(_ saved: CallbackState, _ state: TrainingState) {}
}
