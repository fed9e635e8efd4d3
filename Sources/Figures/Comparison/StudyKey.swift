import Foundation
import Plotting

/// A key that a study varies, with the values it tried.
public struct StudyKey: Sendable, Equatable {
    /// "schedule.lr_max"
    public var name: String
    /// The values as the spec writes them.
    public var labels: [String]
    /// The values as ascending numbers; nil if one of them is not a number.
    public var numbers: [Double]?

    /// A key.
    public init(name: String, labels: [String], numbers: [Double]? = nil) {
        self.name = name
        self.labels = labels
        self.numbers = numbers
    }

    /// An axis of its values: logarithmic if they are spaced by ratio, with names if they are words.
    var axis: Axis {
        guard let numbers, numbers.count == labels.count else { return .names(labels, label: name) }
        let ticks = zip(numbers, labels).map { AxisTick($0, RichText($1)) }
        return Axis(
            name, scale: StudyKey.isSpacedByRatio(numbers) ? .log : .linear, padding: 0.06,
            ticks: ticks)
    }

    /// Places of its values on that axis.
    var places: [Double] {
        guard let numbers, numbers.count == labels.count else { return labels.indices.map(Double.init) }
        return numbers
    }

    /// Whether ascending numbers are spaced more evenly by ratio than by difference.
    static func isSpacedByRatio(_ values: [Double]) -> Bool {
        guard let first = values.first, let last = values.last, first > 0, last > first else { return false }
        guard values.count > 2 else { return last / first >= 8 }
        /// The largest gap over the smallest.
        func unevenness(_ gaps: [Double]) -> Double { (gaps.max() ?? 1) / (gaps.min() ?? 1) }
        let pairs = zip(values, values.dropFirst())
        // A ratio less 1 stands for its logarithm; near 1 both say the same.
        return unevenness(pairs.map { $1 / $0 - 1 }) < unevenness(pairs.map { $1 - $0 })
    }

    /// Edges of cells around the values: half-way between neighbours on the axis, one more than values.
    var edges: [Double] {
        guard let numbers, numbers.count == labels.count, numbers.count > 1 else {
            return (0...labels.count).map { Double($0) - 0.5 }
        }
        func between(_ one: Double, _ other: Double, _ share: Double) -> Double {
            StudyKey.between(one, other, share, isLog: isLog)
        }
        let inner = zip(numbers, numbers.dropFirst()).map { between($0, $1, 0.5) }
        let last = numbers.count - 1
        return [between(numbers[0], numbers[1], -0.5)] + inner + [between(numbers[last - 1], numbers[last], 1.5)]
    }

    /// A share of the way from one value to another, by difference or by ratio.
    static func between(_ one: Double, _ other: Double, _ share: Double, isLog: Bool) -> Double {
        isLog ? one * pow(other / one, share) : one + (other - one) * share
    }

    /// Whether its values are numbers.
    var isOrdered: Bool { numbers?.count == labels.count }

    /// Whether its axis is logarithmic.
    var isLog: Bool { numbers.map(StudyKey.isSpacedByRatio) ?? false }
}
