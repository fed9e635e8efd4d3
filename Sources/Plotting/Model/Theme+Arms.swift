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

extension Theme {
    /// The style of an arm by its index, the same in every figure. Colours repeat after seven arms, with other dashes;
    /// no two of 21 arms are alike.
    ///
    /// In grey print colours of one lightness are one: those of the first four arms differ by 12 steps of
    /// CIE lightness or more, and so do the two dashed ones after them.
    public func arm(_ index: Int) -> ArmStyle {
        let place = max(0, index)
        let count = max(1, armColors.count)
        let shapes: [Marker.Shape] = [.circle, .square, .diamond, .triangle]
        let own = [0, 0, 0, 0, 1, 1, 2]
        let dash = (own[place % count % own.count] + place / count) % Theme.dashes.count
        return ArmStyle(
            color: armColors.isEmpty ? ink : armColors[place % count], dash: Theme.dashes[dash],
            marker: shapes[place % shapes.count])
    }

    private static let dashes: [[Double]] = [[], [3.2, 1.6], [1, 1.4]]

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
