import Plotting
import Testing

/// Records every text that covers another, leaves the page, or found no room.
func checkTexts(_ figure: Figure, _ size: Size?, _ note: Comment) {
    let plan = figure.plan(size: size, measuring: PlainMeasurer())
    let size = size ?? figure.preferredSize
    let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
    #expect(plan.omitted.isEmpty, "\(note), \(size): \(plan.omitted.map(\.text.plain))")
    for (index, text) in plan.texts.enumerated() {
        #expect(page.contains(text.box), note)
        #expect(!plan.texts[(index + 1)...].contains { $0.box.overlaps(text.box) }, note)
    }
}
