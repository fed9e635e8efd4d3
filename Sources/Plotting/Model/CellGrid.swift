public import Raster

/// The coloured cells of a heat map.
public struct CellGrid: Sendable, Equatable {
    /// Edges of the columns, in rising order: one more than columns.
    public var columnEdges: [Double]
    /// Edges of the rows, in rising order: one more than rows. The first row is the lowest.
    public var rowEdges: [Double]
    /// Values, [rows, columns]. A cell without a finite value is empty.
    public var values: [[Double]]
    /// Colour of a value.
    public var colors: ColorMap
    /// Texts in the cells, [rows, columns], drawn only if all of them fit; empty for none.
    public var labels: [[RichText]]
    /// Second lines below the labels, [rows, columns], drawn only if all of them fit; empty for none.
    public var details: [[RichText]]

    /// Cells with given edges.
    public init(
        columnEdges: [Double], rowEdges: [Double], values: [[Double]], colors: ColorMap, labels: [[RichText]] = [],
        details: [[RichText]] = []
    ) {
        self.columnEdges = columnEdges
        self.rowEdges = rowEdges
        self.values = values
        self.colors = colors
        self.labels = labels
        self.details = details
    }

    /// Cells around the whole numbers from 0 on, as ``Axis/names(_:label:)`` places names.
    public init(
        values: [[Double]], colors: ColorMap, labels: [[RichText]] = [], details: [[RichText]] = []
    ) {
        let columns = values.map(\.count).max() ?? 0
        self.init(
            columnEdges: (0...columns).map { Double($0) - 0.5 }, rowEdges: (0...values.count).map { Double($0) - 0.5 },
            values: values, colors: colors, labels: labels, details: details)
    }
}

/// Colours for values between two ends. Their lightness changes in even steps, so grey print keeps their order.
public struct ColorMap: Sendable, Equatable {
    /// Value of the first colour.
    public var lower: Double
    /// Value of the last colour.
    public var upper: Double
    /// Colours at even distances.
    public var stops: [Color]

    /// A map from `lower` to `upper`. Values beyond have the colours of the ends.
    public init(lower: Double, upper: Double, stops: [Color] = ColorMap.pale) {
        self.lower = lower
        self.upper = upper
        self.stops = stops
    }

    /// Pale yellow over green to dark blue.
    public static let pale = [
        Color(0xFFF7C7), Color(0xCBE6A8), Color(0x7CC7A2), Color(0x3B9DAA), Color(0x236FA1), Color(0x1E4283),
        Color(0x1A1B54),
    ]

    /// The colour of a value; nil if it is not finite.
    public func color(of value: Double) -> Color? {
        guard value.isFinite, let first = stops.first else { return nil }
        let range = upper / 2 - lower / 2
        let share = range > 0 ? min(max((value / 2 - lower / 2) / range, 0), 1) : 0.5
        guard stops.count > 1, share.isFinite else { return first }
        if share == 1 { return stops[stops.count - 1] }
        let place = share * Double(stops.count - 1)
        let index = min(Int(place), stops.count - 2)
        return stops[index].mixed(with: stops[index + 1], place - Double(index))
    }
}

/// A small picture with a text below it.
public struct Tile: Sendable, Equatable {
    /// The picture.
    public var image: PixelImage
    /// The text below it, on one line if it fits; empty for none.
    public var label: RichText
    /// The text in parts: each starts a line if two lines are too few; empty to break ``label`` between its words.
    public var parts: [String]
    /// Colour of the label; nil for the theme's ink.
    public var color: Color?
    /// Line around the picture; nil for none.
    public var frame: Pen?

    /// A tile.
    public init(
        _ image: PixelImage, label: RichText = RichText(""), parts: [String] = [], color: Color? = nil,
        frame: Pen? = nil
    ) {
        self.image = image
        self.label = label
        self.parts = parts
        self.color = color
        self.frame = frame
    }
}
