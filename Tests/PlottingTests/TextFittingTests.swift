import Plotting
import Testing

/// The ends of lines, and the parts that are dropped if a text is too long.
@Suite struct TextFittingTests {
    private let canvas = RecordingCanvas(size: Size(640, 420))

    private func lines(_ role: TextRole, _ figure: Figure, _ size: Size) -> [String] {
        figure.plan(size: size, measuring: canvas).texts.filter { $0.role == role }.map(\.text.plain)
    }

    private func figure(title: String = "", caption: String = "", names: [String] = []) -> Figure {
        let y = names.isEmpty ? Axis("y") : Axis.names(names)
        let mark = Mark(.line(x: [0, 1], y: [0, 1], pen: Pen(.black, width: 1)))
        return Figure(title: title, caption: caption, rows: [PanelRow([Panel(x: Axis("x"), y: y, marks: [mark])])])
    }

    @Test func titlesBreakAtSpacesAndHyphens() {
        let words: Set<String> = [
            "one-cycle-on-mnist:", "one-", "cycle-", "on-", "mnist:", "learning-", "rate", "range", "test",
        ]
        for width in stride(from: 120.0, through: 640, by: 10) {
            let found = lines(.title, figure(title: "one-cycle-on-mnist: learning-rate range test"), Size(width, 600))
            #expect(found.count > 1 || width > 300)
            for line in found {
                #expect(words.contains { line.hasSuffix($0) }, "\(width): \(found)")
            }
            let whole = found.reduce("") { $0 + ($0.isEmpty || $0.hasSuffix("-") ? "" : " ") + $1 }
            #expect(whole == "one-cycle-on-mnist: learning-rate range test", "\(width): \(found)")
        }
    }

    @Test func comparisonsAndNoBreakSpacesHold() {
        for text in [
            "some words before p < 0.05 and more of them after it", "some words before p\u{A0}=\u{A0}0.05 after it",
        ] {
            for width in stride(from: 110.0, through: 500, by: 7) {
                for line in lines(.title, figure(title: text), Size(width, 900)) {
                    #expect(
                        !line.hasSuffix("p") && !line.hasSuffix("<") && !line.hasPrefix("0.05"), "\(width): \(line)")
                }
            }
        }
    }

    @Test func captionsLoseWholeSentences() {
        let caption = "the methods disagree: no three within half a decade; training loss of single batches; and more"
        for width in stride(from: 300.0, through: 900, by: 50) {
            let found = lines(.caption, figure(title: "t", caption: caption), Size(width, 320)).joined(separator: " ")
            #expect(caption.hasPrefix(found) && !found.isEmpty)
            #expect(found == caption || caption.dropFirst(found.count).hasPrefix("; "), "\(width): \(found)")
        }
    }

    @Test func longNamesLoseTheirMiddle() {
        let long = String(repeating: "n", count: 180)
        let names = ["\(long)-a \u{2212} \(long)-b", "\(long)-a \u{2212} \(long)-c", "\(long)-b \u{2212} \(long)-c"]
        let found = lines(.yTick, figure(names: names), Size(640, 420)).joined()
        for side in ["-a \u{2212}", "-b \u{2212}"] { #expect(found.contains(side), "\(found)") }
        for end in ["-b", "-c"] { #expect(found.contains(end), "\(found)") }
    }

    @Test func namesOfSeveralLinesTakeNoMoreThanTheyNeed() throws {
        let names = (0..<3).map { "a name of several lines, which is long, and number \($0) of them all" }
        let plan = figure(names: names).plan(size: Size(640, 420), measuring: canvas)
        #expect(plan.texts.count { $0.role == .yTick } > 3)
        // The first name stands well below the panel's top: nothing reaches above it.
        #expect(plan.panels[0].plot.minY < 14)
    }
}
