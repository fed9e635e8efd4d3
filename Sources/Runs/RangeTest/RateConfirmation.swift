import Foundation

/// Short trainings at a third, once and three times the recommended rate.
///
/// They never move the recommended rate: a spec gets the same rate with and without them.
public struct RateConfirmation: Sendable, Equatable, Codable {
    /// The trainings at one rate.
    public struct Trial: Sendable, Equatable, Codable {
        /// The rate as a multiple of the recommended one.
        public var times: Double
        /// The highest rate of the training.
        public var lr: Double
        /// Validation loss of each seed; nil if it diverged.
        public var losses: [Double?]
        /// Validation accuracy of each seed; nil if it diverged.
        public var accuracies: [Double?]

        /// exp of the mean log loss; infinite if a seed diverged.
        public var meanLoss: Double {
            let logs = losses.map { loss in loss.map { log(max($0, .leastNormalMagnitude)) } ?? .infinity }
            return logs.isEmpty ? .infinity : exp(logs.reduce(0, +) / Double(logs.count))
        }
    }

    /// Steps of each training.
    public var steps: Int
    /// Seeds of each rate.
    public var seeds: [UInt64]
    /// In the order of their rates.
    public var trials: [Trial]

    /// The rates as multiples of the recommended one.
    static let times = [1.0 / 3, 1, 3]
    /// Max number of steps of a training.
    static let maxSteps = 300
    /// Max number of seeds of each rate.
    static let maxSeeds = 3
    /// A rate is better if its loss is lower in every seed, and its mean loss by at least this factor.
    static let clearly = 1.1

    /// The trial of the recommended rate.
    public var recommended: Trial? { trials.first { $0.times == 1 } }

    /// The best of the other rates that do clearly better than the recommended one; nil: the recommended rate holds.
    public var better: Trial? {
        guard let own = recommended else { return nil }
        let losses = own.losses.map { $0 ?? .infinity }
        let better = trials.filter { trial in
            trial.times != 1 && trial.meanLoss * Self.clearly <= own.meanLoss
                && zip(trial.losses, losses).allSatisfy { ($0 ?? .infinity) < $1 }
        }
        return better.min { $0.meanLoss < $1.meanLoss }
    }
}
