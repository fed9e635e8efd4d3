import Plotting
import TestSupport
import Testing

/// Records every text that covers another, leaves the page, or found no room.
func checkTexts(_ figure: Figure, _ size: Size?, _ note: Comment) {
    let plan = figure.plan(size: size, measuring: PlainMeasurer())
    let size = size ?? figure.preferredSize
    let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
    // A low page leaves out its caption before its panels are too low to be read.
    let omitted = plan.omitted.filter { $0.role != .caption || size.height >= 300 }
    #expect(omitted.isEmpty, "\(note), \(size): \(omitted.map(\.text.plain))")
    for (index, text) in plan.texts.enumerated() {
        #expect(page.contains(text.box), note)
        #expect(!plan.texts[(index + 1)...].contains { $0.box.overlaps(text.box) }, note)
    }
}
