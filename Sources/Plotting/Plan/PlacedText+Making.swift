extension PlacedText {
    /// A text that starts at `origin` and runs to the right.
    static func horizontal(
        _ role: TextRole, _ text: RichText, _ font: Font, _ color: Color, at origin: Point,
        _ measurer: any TextMeasurer
    ) -> PlacedText {
        let extent = measurer.measure(text, font)
        return PlacedText(
            role: role, text: text, font: font, color: color, origin: origin, isVertical: false,
            box: Rect(
                x: origin.x, y: origin.y - extent.ascent, width: extent.width, height: extent.ascent + extent.descent))
    }

    /// A text that starts at `origin` and runs upwards.
    static func vertical(
        _ role: TextRole, _ text: RichText, _ font: Font, _ color: Color, at origin: Point,
        _ measurer: any TextMeasurer
    ) -> PlacedText {
        let extent = measurer.measure(text, font)
        return PlacedText(
            role: role, text: text, font: font, color: color, origin: origin, isVertical: true,
            box: Rect(
                x: origin.x - extent.ascent, y: origin.y - extent.width, width: extent.ascent + extent.descent,
                height: extent.width))
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
