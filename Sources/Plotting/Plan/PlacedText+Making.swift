extension PlacedText {
    /// A text that starts at `origin` and runs to the right, or upwards.
    init(
        _ role: TextRole, _ text: RichText, _ font: Font, _ color: Color, at origin: Point, isVertical: Bool = false,
        _ measurer: any TextMeasurer
    ) {
        let extent = measurer.measure(text, font)
        let (length, height) = (extent.width, extent.ascent + extent.descent)
        self.init(
            role: role, text: text, font: font, color: color, origin: origin, isVertical: isVertical,
            box: isVertical
                ? Rect(x: origin.x - extent.ascent, y: origin.y - length, width: height, height: length)
                : Rect(x: origin.x, y: origin.y - extent.ascent, width: length, height: height))
    }

    /// The text moved so that its box starts at a place.
    func moved(toX x: Double, y: Double) -> PlacedText {
        var text = self
        text.origin = Point(origin.x + x - box.x, origin.y + y - box.y)
        text.box.x = x
        text.box.y = y
        return text
    }
}
