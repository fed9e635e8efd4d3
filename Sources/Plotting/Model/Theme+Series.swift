/// The look of one series of a figure.
public struct SeriesStyle: Sendable, Equatable {
    /// Its colour.
    public var color: Color
    /// Dashes of its lines, for a line 1 point wide; empty for none.
    public var dash: [Double]
    /// Its sign.
    public var marker: Marker.Shape

    /// A pen for its lines; dashes grow with the width.
    public func pen(width: Double) -> Pen {
        Pen(color, width: width, dash: dash.map { $0 * width })
    }
}

/// A series' colour and dashes by their numbers.
public struct SeriesPlace: Sendable, Equatable {
    /// Which colour, from 0.
    public var color: Int
    /// Which dashes and sign, from 0.
    public var dash: Int

    /// A series' place.
    public init(color: Int, dash: Int) {
        self.color = color
        self.dash = dash
    }
}

extension Theme {
    /// The style of a series by its index, the same in every figure.
    ///
    /// Neighbours differ in colour, dashes and sign. Colours repeat after seven series, with other dashes; 35 series
    /// are all different. If ``seriesPlaces`` has an entry for the index, that decides.
    ///
    /// In grey print colours of one lightness look alike. Of the first seven series, two with the same dashes differ by
    /// 11.5 steps of CIE lightness or more.
    public func series(_ index: Int) -> SeriesStyle {
        if seriesPlaces.indices.contains(index) {
            let (color, dash) = (max(0, seriesPlaces[index].color), max(0, seriesPlaces[index].dash))
            return SeriesStyle(
                color: seriesColors.isEmpty ? ink : seriesColors[color % seriesColors.count],
                dash: Theme.dashes[dash % Theme.dashes.count], marker: Theme.shapes[dash % Theme.shapes.count])
        }
        let place = max(0, index)
        let count = max(1, seriesColors.count)
        let own = [0, 1, 2, 3, 4, 0, 2]
        let dash = (own[place % count % own.count] + place / count) % Theme.dashes.count
        return SeriesStyle(
            color: seriesColors.isEmpty ? ink : seriesColors[place % count], dash: Theme.dashes[dash],
            marker: Theme.shapes[place % Theme.shapes.count])
    }

    /// Number of distinct colours and of distinct dashes.
    public static let seriesStyles = (colors: seriesOnWhite.count, dashes: dashes.count)

    private static let dashes: [[Double]] = [[], [3.2, 1.6], [1, 1.4], [6, 1.5, 1, 1.5], [6, 1.5, 1, 1.5, 1, 1.5]]
    private static let shapes: [Marker.Shape] = [.circle, .square, .diamond, .triangle]

    /// Okabe and Ito's colours without yellow, which is too pale on white.
    static let seriesOnWhite = [
        OkabeIto.blue, OkabeIto.orange, OkabeIto.black, OkabeIto.green, OkabeIto.vermillion, OkabeIto.skyBlue,
        OkabeIto.purple,
    ]

    /// The same hues for a dark page; yellow replaces the second blue.
    static let seriesOnBlack = [
        Color(0x3F8BD0), OkabeIto.orange, Color(0xF5F5F5), Color(0x84E4BE), Color(0xE8703A), OkabeIto.yellow,
        Color(0xD68FBB),
    ]
}
