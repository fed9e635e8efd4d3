/// How one arm of a comparison is drawn, everywhere in a report.
public struct ArmStyle: Sendable, Equatable {
    /// Its colour.
    public var color: Color
    /// Dashes of its lines, for a line 1 point wide; empty for none.
    public var dash: [Double]
    /// Its sign.
    public var marker: Marker.Shape

    /// A line of the arm; dashes grow with its width.
    public func pen(width: Double) -> Pen {
        Pen(color, width: width, dash: dash.map { $0 * width })
    }
}

/// An arm's colour and dashes by their numbers.
public struct ArmPlace: Sendable, Equatable {
    /// Which colour, from 0.
    public var color: Int
    /// Which dashes and sign, from 0.
    public var dash: Int

    /// An arm's place.
    public init(color: Int, dash: Int) {
        self.color = color
        self.dash = dash
    }
}

extension Theme {
    /// The style of an arm by its index, the same in every figure. Colours repeat after seven arms, with other dashes;
    /// no two of 35 arms are alike. Where arms have two names, colour and dashes say one each: see ``armPlaces``.
    ///
    /// In grey print colours of one lightness are one: those of the first four arms differ by 12 steps of
    /// CIE lightness or more, and so do the two dashed ones after them.
    public func arm(_ index: Int) -> ArmStyle {
        if armPlaces.indices.contains(index) {
            let (color, dash) = (max(0, armPlaces[index].color), max(0, armPlaces[index].dash))
            return ArmStyle(
                color: armColors.isEmpty ? ink : armColors[color % armColors.count],
                dash: Theme.dashes[dash % Theme.dashes.count], marker: Theme.shapes[dash % Theme.shapes.count])
        }
        let place = max(0, index)
        let count = max(1, armColors.count)
        let own = [0, 0, 0, 0, 1, 1, 2]
        let dash = (own[place % count % own.count] + place / count) % Theme.dashes.count
        return ArmStyle(
            color: armColors.isEmpty ? ink : armColors[place % count], dash: Theme.dashes[dash],
            marker: Theme.shapes[place % Theme.shapes.count])
    }

    /// How many colours and how many dashes there are: of more, two are alike.
    public static let armStyles = (colors: armsOnWhite.count, dashes: dashes.count)

    private static let dashes: [[Double]] = [[], [3.2, 1.6], [1, 1.4], [6, 1.5, 1, 1.5], [6, 1.5, 1, 1.5, 1, 1.5]]
    private static let shapes: [Marker.Shape] = [.circle, .square, .diamond, .triangle]

    /// Okabe and Ito's colours but for yellow, which white swallows.
    static let armsOnWhite = [
        OkabeIto.blue, OkabeIto.orange, OkabeIto.black, OkabeIto.green, OkabeIto.vermillion, OkabeIto.skyBlue,
        OkabeIto.purple,
    ]

    /// The same hues for a dark page; yellow stands for the second blue.
    static let armsOnBlack = [
        Color(0x3F8BD0), OkabeIto.orange, Color(0xF5F5F5), Color(0x84E4BE), Color(0xE8703A), OkabeIto.yellow,
        Color(0xD68FBB),
    ]
}
