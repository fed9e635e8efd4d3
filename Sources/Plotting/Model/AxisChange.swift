/// A scale and ends that replace those of an axis.
public struct AxisChange: Sendable, Equatable {
    /// The new scale; nil to keep the axis' own.
    public var scale: ScaleKind?
    /// The new lower end; nil to keep the axis' own.
    public var lower: Double?
    /// The new upper end; nil to keep the axis' own.
    public var upper: Double?

    /// A change of an axis.
    public init(scale: ScaleKind? = nil, lower: Double? = nil, upper: Double? = nil) {
        self.scale = scale
        self.lower = lower
        self.upper = upper
    }

    /// A text that describes no possible change of an axis.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        /// The reason in words.
        public let description: String
    }

    /// Parses "log", "linear", "0.01:1", "0.01:", ":1", or a scale and ends separated by a comma: "log,0.01:1".
    /// - Throws: ``Failure`` for other texts, ends that do not rise, and ends of a logarithmic axis that are not above
    ///   0.
    public init(_ text: String) throws(Failure) {
        self.init()
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            switch part {
            case "log", "linear":
                guard scale == nil else { throw Failure(description: "it has two scales") }
                scale = part == "log" ? .log(nonPositive: .clip) : .linear
            default:
                guard lower == nil, upper == nil else { throw Failure(description: "it has two ranges") }
                (lower, upper) = try Self.ends(part)
            }
        }
        if let lower, let upper, lower >= upper {
            throw Failure(description: "the lower end must be below the upper end")
        }
        if scale.map({ $0 != .linear }) == true { try checkLogarithm() }
    }

    private static func ends(_ text: Substring) throws(Failure) -> (Double?, Double?) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.map { $0.isEmpty ? nil : Double($0) }
        let isRead = zip(parts, numbers).allSatisfy { $0.isEmpty || ($1?.isFinite ?? false) }
        guard parts.count == 2, isRead, parts.contains(where: { !$0.isEmpty }) else {
            throw Failure(description: "expected log, linear, a range such as 0.1:10, 0.1: or :10, or both: log,0.1:10")
        }
        return (numbers[0], numbers[1])
    }

    private func checkLogarithm() throws(Failure) {
        for end in [lower, upper].compactMap({ $0 }) where end <= 0 {
            throw Failure(
                description: "a logarithmic axis has no place for \(TickFormatter.number(end, digits: 6).flattened)")
        }
    }

    /// The axis with this scale and these ends. Ends of its own that the new scale cannot show are taken from the data.
    /// - Throws: ``Failure`` if the axis cannot have the ends.
    func applied(to axis: Axis) throws(Failure) -> Axis {
        var axis = axis
        axis.scale = scale ?? axis.scale
        if axis.scale != .linear {
            try checkLogarithm()
            if axis.lower.map({ $0 <= 0 }) == true { axis.lower = nil }
            if axis.upper.map({ $0 <= 0 }) == true { axis.upper = nil }
        }
        // The axis' own end gives way to an end beyond it.
        if let lower, upper == nil, let own = axis.upper, own <= lower { axis.upper = nil }
        if let upper, lower == nil, let own = axis.lower, own >= upper { axis.lower = nil }
        axis.lower = lower ?? axis.lower
        axis.upper = upper ?? axis.upper
        return axis
    }
}

extension Figure {
    /// The figure with other scales and ends of its axes.
    ///
    /// `x` changes the first horizontal axis of numbers, `y` the first left one. Both also change all axes of the same
    /// quantity. Axes of names keep their places.
    /// - Returns: the figure, and whether it has an axis for each change.
    /// - Throws: ``AxisChange/Failure`` if an axis cannot have the ends.
    public func changed(x: AxisChange?, y: AxisChange?) throws(AxisChange.Failure) -> (
        figure: Figure, tookX: Bool, tookY: Bool
    ) {
        var figure = self
        let tookX = try x.map { change throws(AxisChange.Failure) in try figure.change(\.x, change) } ?? true
        let tookY = try y.map { change throws(AxisChange.Failure) in try figure.change(\.y, change) } ?? true
        return (figure, tookX, tookY)
    }

    private mutating func change(_ axis: WritableKeyPath<Panel, Axis>, _ change: AxisChange) throws(AxisChange.Failure)
        -> Bool
    {
        func isNumeric(_ panel: Panel) -> Bool { panel.hasAxes && panel[keyPath: axis].ticks == nil }
        func quantity(_ panel: Panel) -> String {
            let axis = panel[keyPath: axis]
            return axis.quantity.isEmpty ? axis.label : axis.quantity
        }
        guard let first = rows.flatMap(\.panels).first(where: isNumeric) else { return false }
        for row in rows.indices {
            for column in rows[row].panels.indices {
                let panel = rows[row].panels[column]
                guard isNumeric(panel), quantity(panel) == quantity(first) else { continue }
                rows[row].panels[column][keyPath: axis] = try change.applied(to: panel[keyPath: axis])
            }
        }
        return true
    }
}
