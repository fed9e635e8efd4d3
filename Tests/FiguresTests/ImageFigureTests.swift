import Raster
import Datasets
import Figures
import Plotting
import Testing
import Training

@Suite struct ImageFigureTests {
    /// Images of 2 x 2 pixels whose bytes are their place, of classes in turn.
    private func images(_ count: Int, classes: [String] = ["three", "seven"], planes: Int = 1) -> ImageDataset {
        ImageDataset(
            pixels: (0..<count).flatMap { Array(repeating: UInt8($0 % 256), count: 4 * planes) },
            labels: (0..<count).map { UInt8($0 / 2 % classes.count) }, planes: planes, height: 2, width: 2,
            channels: planes, classNames: classes, origin: "made up")
    }

    private func tiles(_ figure: Figure) -> [Tile] {
        for mark in figure.rows[0].panels[0].marks { if case .tiles(let tiles) = mark.shape { return tiles } }
        return []
    }

    @Test func aGalleryShowsTheFirstOfEachClassInTurn() {
        let shown = tiles(.gallery(of: images(12), name: "x", count: 5))
        #expect(shown.map(\.label.plain) == ["three", "seven", "three", "seven", "three"])
        #expect(shown.map { $0.image.bytes[0] } == [0, 2, 1, 3, 4])
        #expect(tiles(.gallery(of: images(3), name: "x")).count == 3)
    }

    @Test func threePlanesAreColours() {
        var data = images(1, planes: 3)
        data = ImageDataset(
            pixels: [1, 2, 3, 4, 11, 12, 13, 14, 21, 22, 23, 24], labels: [0], planes: 3, height: 2, width: 2,
            channels: 3, classNames: ["a"], origin: "made up")
        let image = tiles(.gallery(of: data, name: "x")).first?.image
        #expect(image?.channels == 3)
        #expect(image?.bytes == [1, 11, 21, 2, 12, 22, 3, 13, 23, 4, 14, 24])
    }

    @Test func mistakesAreInTheOrderOfTheirLoss() throws {
        let predictions = Predictions(
            labels: [0, 0, 1, 1, 0], classes: 2, logits: [0, 1, 3, 0, 4, 0, .nan, .nan, 0, 1])
        // The second is right; the fourth's first logit counts as its largest.
        let mistakes = predictions.mistakes
        #expect(mistakes.map(\.image) == [3, 2, 0, 4])
        #expect(mistakes[0].loss == .infinity && mistakes[0].probability.isNaN)
        #expect(abs(mistakes[1].loss - 4.0181499279178094) < 1e-12)
        #expect(abs(mistakes[1].probability - 0.9820137900379085) < 1e-12)
        #expect((mistakes[1].label, mistakes[1].predicted) == (1, 0))

        let figure = Figure.mistakes(predictions, on: images(5), name: "x", seed: 7)
        let labels = tiles(figure).map(\.label.plain)
        #expect(
            labels == [
                "seven as three, not a number", "seven as three, 98 %", "three as seven, 73 %", "three as seven, 73 %",
            ])
        #expect(figure.caption.hasPrefix("4 of 5 validation images wrong (20 % right), seed 7"))
    }

    @Test func noProbabilityIsRoundedToACertainty() {
        for (logit, words) in [(3.0, "95 %"), (5.5, "99.6 %"), (9, ">99.9 %"), (90, ">99.9 %")] {
            let predictions = Predictions(labels: [1], classes: 2, logits: [Float(logit), 0])
            #expect(
                tiles(.mistakes(predictions, on: images(1), name: "x")).first?.label.plain == "seven as three, \(words)"
            )
        }
    }

    @Test func noMistakeIsSaidToBeNone() {
        let figure = Figure.mistakes(
            Predictions(labels: [0], classes: 2, logits: [1, 0]), on: images(1), name: "x")
        #expect(tiles(figure).isEmpty)
        #expect(figure.words().joined(separator: " ").contains("no mistakes in 1 validation image"))
    }

    @Test func anyImagesAreDrawnWithoutOverlaps() {
        let classes = [["3", "7"], (0..<100).map { "a class with a long name, \($0)" }]
        for round in 0..<120 {
            let data = images([1, 2, 7, 60, 240][round % 5], classes: classes[round % 2])
            let logits = data.labels.indices.flatMap { image in
                (0..<data.classes).map { Float((image * 31 + $0 * 17) % 23) }
            }
            let predictions = Predictions(labels: data.labels, classes: data.classes, logits: logits)
            for figure in [
                Figure.gallery(of: data, name: "images"), Figure.mistakes(predictions, on: data, name: "images"),
            ] {
                let size = Size(320 + Double(round * 37 % 800), 240 + Double(round * 53 % 600))
                checkTexts(figure, round == 0 ? nil : size, "round \(round)")
            }
        }
    }
}
