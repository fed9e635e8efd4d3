import Plotting
import Statistics
import Training

/// How a metric's values are drawn. Accuracies whose errors span a decade are drawn as errors on a logarithmic axis.
/// Losses that span a decade have a logarithmic axis, too. No axis reaches beyond the possible values.
struct MetricScale {
    /// The span from which an axis is logarithmic: highest over lowest value.
    static let decade = 10.0

    let metric: ValidationMetric
    /// Whether accuracies are drawn as errors, 100 less the accuracy in percent.
    let isError: Bool
    /// Whether the axis is logarithmic.
    let isLog: Bool
    /// Ends of the axis; nil to take them from the data.
    private let ends: (lower: Double, upper: Double)?
    /// Whether some values have no logarithm; they are drawn at the lower end.
    let hasZeros: Bool

    /// - Parameters:
    ///   - arms: everything that is drawn. Seeds and means decide between the scales; intervals widen the axis.
    init(_ metric: ValidationMetric, _ arms: [ArmSamples]) {
        self.metric = metric
        func drawn(_ values: [Double]) -> [Double] {
            values.filter(\.isFinite).map { metric.isAccuracy ? ValidationMetric.error($0) : max($0, 0) }
        }
        let results = drawn(arms.flatMap(\.results))
        let all = results + drawn(arms.flatMap(\.intervalEnds))
        let positive = results.filter { $0 > 0 }
        isLog = (positive.max() ?? 1) >= Self.decade * (positive.min() ?? 1)
        isError = metric.isAccuracy && isLog
        hasZeros = isLog && positive.count < results.count
        if isLog {
            // An interval that reaches to 0 does not stretch the axis.
            let (low, high) = (positive.min() ?? 1, all.max() ?? 1)
            ends = (low * (hasZeros ? 0.4 : 0.7), metric.isAccuracy ? min(high * 1.2, 100) : high * 1.2)
        } else if metric.isAccuracy, let low = all.min(), let high = all.max() {
            let room = max((high - low) * 0.06, 0.05)
            ends = (max(0, 100 - high - room), min(100, 100 - low + room))
        } else {
            ends = nil
        }
    }

    /// The drawn value of a value of the metric. Values without a logarithm lie at the lower end of their axis.
    func value(_ value: Double) -> Double {
        guard value.isFinite else { return value }
        let drawn = isError ? ValidationMetric.error(value) : value
        return isLog && drawn <= 0 ? ends?.lower ?? drawn : drawn
    }

    /// The drawn interval, without the part beyond the possible values.
    func range(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
        let limits = metric.bounds.limits
        let (low, high) = (max(range.lowerBound, limits.lowerBound), min(range.upperBound, limits.upperBound))
        guard low <= high else { return value(limits.lowerBound)...value(limits.lowerBound) }
        let (one, other) = (value(low), value(high))
        return min(one, other)...max(one, other)
    }

    /// The axis of the drawn values.
    var axis: Axis {
        Axis(
            label, scale: isLog ? .log(nonPositive: .clip) : .linear, lower: ends?.lower, upper: ends?.upper,
            tickLimits: metric.bounds.limits, padding: 0.08)
    }

    /// "final validation error"
    var name: String { isError ? metric.errorName : metric.name }

    /// Label of an axis: "final validation error (%)".
    var label: String { metric.isAccuracy ? "\(name) (%)" : name }

    /// A part of the caption about values without a logarithm; nil if there are no such values.
    var note: String? {
        hasZeros ? "\(metric.isAccuracy ? "no errors" : "a loss of 0"): at the lower end of the axis" : nil
    }
}

/// A metric in figures: accuracies in percent, losses in nats.
extension ValidationMetric {
    /// Unit of a difference.
    var differenceUnit: String { isAccuracy ? "percentage points" : "nats" }

    /// Possible values.
    var bounds: ValueBounds { isAccuracy ? .percent : .positive }

    /// The error of an accuracy, both in percent.
    static func error(_ accuracy: Double) -> Double { 100 - ValueBounds.percent.clipped(accuracy) }

    /// "final validation error": the name of 1 less an accuracy.
    var errorName: String { name.replacing("accuracy", with: "error") }
}
