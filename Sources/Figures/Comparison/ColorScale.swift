import Foundation
import Plotting
import Statistics
import Text
import Training

/// The colours of a grid's means: accuracies as errors, logarithmic if they span a factor of three.
///
/// Values far above all others do not take the range along; they are beyond the scale.
struct ColorScale {
    /// The span from which colours are logarithmic: highest over lowest value.
    static let minLogSpan = 3.0

    /// The largest share of values beyond the scale.
    static let maxBeyond = 0.15

    /// Accuracies are drawn as errors.
    let metric: ValidationMetric
    let isLog: Bool
    /// Lowest and highest value with a colour of its own.
    let ends: (lower: Double, upper: Double)
    /// Whether some values are beyond the upper end.
    let isCapped: Bool

    /// - Parameter means: in the unit of the metric: percent or nats.
    init(_ metric: ValidationMetric, means: [Double]) {
        self.metric = metric
        let drawn = means.filter(\.isFinite).map { metric.isAccuracy ? ValidationMetric.error($0) : $0 }
        let highest = drawn.max() ?? 1
        // Many high values are no outliers.
        let limit = RobustRange.upper(drawn) ?? highest
        let upper = Double(drawn.count { $0 > limit }) <= Self.maxBeyond * Double(drawn.count) ? limit : highest
        isCapped = highest > upper
        let positive = drawn.filter { $0 > 0 }.min() ?? 0
        isLog = positive > 0 && upper >= Self.minLogSpan * positive
        let lower = isLog ? positive : drawn.min() ?? 0
        let room = max(abs(lower) * 0.01, 1e-6)
        ends = lower < upper ? (lower, upper) : (lower - (isLog ? lower / 2 : room), upper + room)
    }

    /// The drawn value of a mean.
    func value(_ mean: Double) -> Double { metric.isAccuracy ? ValidationMetric.error(mean) : mean }

    /// The place of a drawn value in ``colors``: its logarithm on a logarithmic scale.
    func place(_ value: Double) -> Double {
        guard isLog else { return value }
        return value.isNaN ? value : log10(max(value, ends.lower))
    }

    /// Whether a drawn value has the colour of the upper end although it is higher.
    func isBeyond(_ value: Double) -> Bool { value > ends.upper }

    /// The colours by ``place(_:)``: pale is low.
    var colors: ColorMap { ColorMap(lower: place(ends.lower), upper: place(ends.upper)) }

    /// "final validation error"
    var name: String { metric.isAccuracy ? metric.errorName : metric.name }

    /// Label of an axis.
    var label: String { metric.isAccuracy ? "\(name) (%)" : name }

    /// Round values between the ends, in ascending order.
    var levels: [Double] {
        guard isLog else { return Self.evenLevels(ends.lower, ends.upper) }
        let coarse = Self.logLevels(ends.lower, ends.upper, [1, 2, 5])
        return coarse.count >= 3 ? coarse : Self.logLevels(ends.lower, ends.upper, [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9])
    }

    /// Ticks of the key: round values; the end of a capped scale is written with ≥.
    var ticks: [AxisTick] {
        var ticks = levels.map { AxisTick($0, RichText(NumberText.short($0, digits: 3))) }
        guard isCapped else { return ticks }
        ticks.removeAll { colors.lower < colors.upper && share($0.value) > 0.9 }
        return ticks + [AxisTick(ends.upper, RichText("≥ " + NumberText.short(ends.upper, digits: 2)))]
    }

    private func share(_ value: Double) -> Double {
        (place(value) - colors.lower) / (colors.upper - colors.lower)
    }

    private static func logLevels(_ lower: Double, _ upper: Double, _ digits: [Double]) -> [Double] {
        guard lower > 0, upper.isFinite else { return [] }
        return (Int(log10(lower).rounded(.down))...Int(log10(upper).rounded(.up))).flatMap { exponent in
            digits.map { $0 * pow(10, Double(exponent)) }
        }.filter { $0 >= lower * 0.9999 && $0 <= upper * 1.0001 }
    }

    private static func evenLevels(_ lower: Double, _ upper: Double) -> [Double] {
        guard upper > lower, (upper - lower).isFinite else { return [lower] }
        let rough = (upper - lower) / 5
        let unit = pow(10, log10(rough).rounded(.down))
        let step = unit * ([1, 2, 5, 10].first { $0 * unit >= rough } ?? 10)
        let first = (lower / step).rounded(.up)
        let count = max(0, Int((upper / step).rounded(.down) - first))
        return (0...count).map { (first + Double($0)) * step }
    }

    /// The key: a column of colours with an axis on its right, and rules at some values.
    func key(rules: [Double] = [], pen: Pen? = nil) -> Panel {
        let count = 64
        let (low, high) = (colors.lower, colors.upper)
        let places = (0...count).map { low + (high - low) * Double($0) / Double(count) }
        let edges = isLog ? places.map { pow(10, $0) } : places
        let cells = CellGrid(
            columnEdges: [0, 1], rowEdges: edges, values: places.dropLast().map { [$0] }, colors: colors)
        let scale = isLog ? ScaleKind.log : .linear
        let axis = Axis(label, scale: scale, lower: edges.first, upper: edges.last, ticks: ticks, hasGrid: false)
        var marks = [Mark(.cells(cells), side: .right)]
        if let pen {
            marks += rules.map { rule in
                let ink = colors.color(of: place(rule))?.blackOrWhite ?? pen.color
                return Mark(.horizontalRule(y: rule, pen: Pen(ink, width: pen.width)), side: .right)
            }
        }
        return Panel(
            x: Axis(padding: 0, ticks: []), y: Axis(lower: 0, upper: 1, ticks: []), right: axis, marks: marks)
    }
}
