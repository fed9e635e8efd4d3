import FigureFiles
import CairoCanvas
import Foundation
import Plotting
import Testing

@Suite struct PDFTests {
    private func occurrences(_ word: String, _ bytes: [UInt8]) -> Int {
        let (data, word) = (Data(bytes), Data(word.utf8))
        var count = 0
        var place = data.startIndex
        while let found = data.range(of: word, in: place..<data.endIndex) {
            count += 1
            place = found.upperBound
        }
        return count
    }

    @Test func theSameFigureIsTheSameBytesAndHasNoDate() throws {
        let metadata = FigureMetadata(title: "a title", spec: "{}", version: "1")
        let (one, other) = (try sample().bytes(.pdf, metadata: metadata), try sample().bytes(.pdf, metadata: metadata))
        #expect(one == other)
        #expect(occurrences("/CreationDate", one) == 0 && occurrences("/ModDate", one) == 0)
        let another = try sample(301).bytes(.pdf, metadata: metadata)
        #expect(one != another)
    }

    @Test func fontsAreEmbeddedAndNoneIsOfType3() throws {
        let bytes = try sample().bytes(.pdf)
        #expect(occurrences("/Type3", bytes) == 0)
        let fonts = occurrences("/FontDescriptor\n", bytes)
        #expect(fonts >= 2)
        let files = occurrences("/FontFile2", bytes) + occurrences("/FontFile3", bytes)
        #expect(files == fonts)
        // The letters' characters, so that they can be searched and copied.
        #expect(occurrences("/ToUnicode", bytes) >= fonts)
    }

    @Test func thePageHasItsSize() throws {
        let bytes = try sample().bytes(.pdf, size: .millimetres(85, 57))
        let text = String(decoding: bytes, as: UTF8.self)
        let found = try #require(text.firstMatch(of: /MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+) \]/))
        let (width, height): (Double, Double) = (Double(found.1) ?? 0, Double(found.2) ?? 0)
        let wanted = Size.millimetres(85, 57)
        #expect(abs(width - wanted.width) < 0.01 && abs(height - wanted.height) < 0.01)
        // An inch is 25.4 millimetres and 72 points.
        #expect(abs(Size.points(millimetres: 25.4) - 72) < 1e-9)
    }

    @Test func aPageThatIsGivenUpIsNoHarm() throws {
        for _ in 0..<20 { sample(50).draw(on: try PDFCanvas(size: Size(300, 200))) }
    }

    @Test func sizesThatAreNoneAreErrors() {
        for size in [Size(0, 100), Size(100, 40_000), Size(.nan, 10), Size(-5, 10), Size(.infinity, 10)] {
            #expect(throws: CairoError.self) { try PDFCanvas(size: size) }
        }
    }

    @Test func layoutIsTheSameInEveryFormat() throws {
        let figure = sample()
        let canvases: [any Canvas] = [
            try PNGCanvas(size: figure.preferredSize, scale: 1),
            try PNGCanvas(size: figure.preferredSize, scale: 3),
            try PDFCanvas(size: figure.preferredSize), try SVGCanvas(size: figure.preferredSize),
        ]
        let boxes = canvases.map { figure.plan(size: $0.size, measuring: $0, pixel: $0.pixel).texts.map(\.box) }
        for other in boxes.dropFirst() { #expect(other == boxes[0]) }
    }
}
