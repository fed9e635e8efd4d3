import Plotting
import Raster
import TestSupport
import Testing

/// Texts that need more room than their place has: labels of axes, legends, names below pictures, small pages.
@Suite struct RoomTests {
    private let pen = Pen(.black, width: 1)

    private func panel(_ y: Axis, _ labels: [String] = []) -> Panel {
        let x = (0..<40).map(Double.init)
        return Panel(
            x: "step", y: y,
            marks: labels.enumerated().map { index, label in
                Mark(.line(x: x, y: x.map { $0 * Double(index + 1) }, pen: pen), label: label)
            })
    }

    @Test func aLabelOfALowPanelHasTwoLines() {
        for label in ["learning rate", "momentum", "validation accuracy (%)"] {
            let figure = Figure(
                rows: [PanelRow([panel(Axis(label), ["a"])]), PanelRow([panel(Axis("loss"))])],
                preferredSize: Size(241, 200), theme: Theme.light.sized(for: .paperSingle))
            let plan = figure.plan(measuring: PlainMeasurer())
            let lines = plan.texts.filter { $0.role == .yLabel && $0.text.plain != "loss" }
            #expect(lines.map(\.text.plain).joined(separator: " ") == label)
            #expect(lines.allSatisfy { !$0.isCut })
            #expect(PlanCheck.faults(of: figure) == [])
        }
    }

    /// A right label of two lines stands on the right of its numbers, its first line nearer to them.
    @Test func aRightLabelHasTwoLines() throws {
        var two = panel(Axis("loss"), ["a"])
        two.right = Axis("share of the validation images that the network gets right (%)", lower: 0, upper: 100)
        let figure = Figure(rows: [PanelRow([two])], preferredSize: Size(300, 170))
        let plan = figure.plan(measuring: PlainMeasurer())
        let lines = plan.texts.filter { $0.role == .rightLabel }
        #expect(lines.count == 2 && lines[0].box.maxX <= lines[1].box.minX)
        #expect(lines[0].box.minX >= (plan.texts.filter { $0.role == .rightTick }.map(\.box.maxX).max() ?? 0))
        #expect(PlanCheck.faults(of: figure) == [])
    }

    @Test(arguments: [8, 24, 40], [Theme.Medium.screen, .paperSingle, .paperDouble])
    func aLegendLosesNobody(_ count: Int, _ medium: Theme.Medium) {
        let names = (0..<count).map { "an arm with the number \($0)" }
        let figure = Figure(
            title: "Many arms", caption: "a caption", rows: [PanelRow([panel(Axis("loss"), names)])],
            theme: .of(.light, for: medium))
        let size = figure.size(for: medium, measuring: PlainMeasurer())
        let plan = figure.plan(size: size, measuring: PlainMeasurer())
        #expect(plan.texts.filter { $0.role == .legend }.map(\.text.plain) == names)
        #expect(plan.panels[0].plot.height > size.height * 0.2 && size.height <= size.width * 2.6)
        #expect(PlanCheck.faults(of: figure, size: size) == [])
    }

    /// The legend of a panel that data fill stands outside, even if it is small.
    @Test func aLegendCoversNoData() {
        let x = (0..<400).map(Double.init)
        let figure = Figure(
            rows: [
                PanelRow([
                    Panel(
                        x: "step", y: "loss",
                        marks: [
                            Mark(
                                .line(x: x, y: x.map { $0.truncatingRemainder(dividingBy: 8) }, pen: pen), label: "a")
                        ])
                ])
            ])
        let plan = figure.plan(measuring: PlainMeasurer())
        #expect(plan.panels[0].legendBox == nil)
        #expect(plan.texts.contains { $0.role == .legend })
    }

    private func tiles(_ labels: [String], parts: [[String]] = []) -> Figure {
        let image = PixelImage(width: 2, height: 2, channels: 1, bytes: [0, 80, 160, 240])
        let tiles = labels.enumerated().compactMap { index, label in
            image.map { Tile($0, label: RichText(label), parts: parts.isEmpty ? [] : parts[index % parts.count]) }
        }
        return Figure(
            title: "pictures", rows: [PanelRow([Panel(x: "", y: "", marks: [Mark(.tiles(tiles))], hasAxes: false)])],
            preferredSize: Size(680, 400))
    }

    @Test(arguments: Theme.Medium.allCases)
    func pagesOfPicturesAreBounded(_ medium: Theme.Medium) {
        let long = ["american_pit_bull_terrier", "staffordshire_bull_terrier", "Bengal"]
        let count = 60
        for (labels, parts) in [
            ((0..<count).map { long[$0 % 3] }, []),
            (
                (0..<count).map { "\(long[$0 % 3]) as \(long[($0 + 1) % 3]), 98 %" },
                (0..<3).map { [long[$0], "as \(long[($0 + 1) % 3])", "98 %"] }
            ),
            ((0..<count).map { _ in String(repeating: "letters", count: 30) }, []),
        ] as [([String], [[String]])] {
            var figure = tiles(labels, parts: parts)
            figure.theme = .of(.light, for: medium)
            let size = figure.size(for: medium, measuring: PlainMeasurer())
            #expect(size.height <= size.width * 2.4, "\(size)")
            let plan = figure.plan(size: size, measuring: PlainMeasurer())
            #expect(PlanCheck.faults(of: figure, size: size) == [])
            guard case .images(let images)? = plan.panels[0].shapes.first else { continue }
            #expect(images.count == count)
            #expect(images.allSatisfy { $0.rect.width > figure.theme.legendSize * 2 })
        }
    }

    /// Names that differ at either end stay different, on several lines or without their middle.
    @Test func longNamesBelowPicturesStayDifferent() {
        let names = ["a_very_long_name_of_a_class_one", "a_very_long_name_of_a_class_two"]
        let figure = tiles((0..<16).map { names[$0 % 2] })
        let size = figure.size(for: .screen, measuring: PlainMeasurer())
        let plan = figure.plan(size: size, measuring: PlainMeasurer())
        let words = plan.texts.filter { $0.role == .mark }.map(\.text.plain).joined()
        #expect(words.contains("one") && words.contains("two"))
    }

    @Test func pagesTooSmallAreNotReadable() throws {
        let measurer = PlainMeasurer()
        let figure = Figure(title: "t", rows: [PanelRow([panel(Axis("loss"), ["one arm", "another arm"])])])
        #expect(figure.isReadable(on: figure.preferredSize, measuring: measurer))
        #expect(figure.isReadable(on: Size(160, 120), measuring: measurer))
        #expect(!figure.isReadable(on: Size(60, 45), measuring: measurer))
        let least = try #require(figure.leastReadable(like: Size(60, 45), measuring: measurer))
        #expect(figure.isReadable(on: least, measuring: measurer))
        #expect(least.width > 60 && least.width < 160 && abs(least.width / least.height - 4 / 3) < 0.05)
        let many = Figure(rows: [PanelRow([panel(Axis("loss"), (0..<60).map { "an arm with a name, number \($0)" })])])
        #expect(!many.isReadable(on: Size(160, 120), measuring: measurer))
    }
}
