import FigureFiles
import Raster
import CairoCanvas
import Plotting
import Testing

@Suite struct PNGTests {
    /// Name and data of every chunk of a PNG file.
    private func chunks(_ bytes: [UInt8]) throws -> [(name: String, data: ArraySlice<UInt8>)] {
        #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        var found: [(String, ArraySlice<UInt8>)] = []
        var place = 8
        while place + 12 <= bytes.count {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            try #require(place + 12 + length <= bytes.count)
            found.append(
                (String(decoding: bytes[place + 4..<place + 8], as: UTF8.self), bytes[place + 8..<place + 8 + length]))
            place += 12 + length
        }
        #expect(place == bytes.count)
        return found
    }

    @Test func theSameFigureIsTheSameBytes() throws {
        let (one, other) = (try sample().bytes(.png), try sample().bytes(.png))
        #expect(one == other)
    }

    @Test func anotherFigureIsNot() throws {
        let (one, other) = (try sample(300).bytes(.png), try sample(301).bytes(.png))
        #expect(one != other)
    }

    @Test func theFileHoldsSizeAndResolutionAndNoTime() throws {
        let found = try chunks(sample().bytes(.png, size: Size(320, 240), scale: 2))
        #expect(found.map(\.name).filter { $0 != "IDAT" } == ["IHDR", "pHYs", "IEND"])
        // 640 x 480, 8 bits, RGB, no interlacing.
        #expect(Array(found[0].data) == [0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0])
        // 144 dots an inch are 5669 a metre.
        #expect(Array(found[1].data) == [0, 0, 22, 37, 0, 0, 22, 37, 1])
    }

    @Test func coloursAndPlacesSurvive() throws {
        let canvas = try PNGCanvas(size: Size(40, 30), scale: 1)
        canvas.fill(Rect(x: 0, y: 0, width: 40, height: 30), .white)
        canvas.fill(Rect(x: 10, y: 5, width: 3, height: 2), Color(0xD55E00))
        canvas.stroke([Point(0, 20), Point(40, 20)], Pen(Color(0x0072B2), width: 1))
        let picture = try PixelImage(png: canvas.pngBytes())
        #expect(picture.width == 40 && picture.height == 30)
        #expect(picture.words[5 * 40 + 10] == 0xD55E00 && picture.words[6 * 40 + 12] == 0xD55E00)
        #expect(picture.words.count { $0 == 0xD55E00 } == 6)
        // An upright line of one pixel is one row, not two grey ones.
        #expect(picture.words.count { $0 == 0x0072B2 } == 40)
        #expect(picture.words.count { $0 == 0xFFFFFF } == 40 * 30 - 46)
    }

    @Test func sizesThatAreNoneAreErrors() {
        for size in [Size(0, 100), Size(100, 40_000), Size(.nan, 10), Size(-5, 10), Size(.infinity, 10)] {
            #expect(throws: CairoError.self) { try PNGCanvas(size: size, scale: 1) }
        }
    }

    @Test func whatIsNoPNGIsAnError() {
        #expect(throws: PictureError.self) { try PixelImage(png: [1, 2, 3]) }
    }

    @Test func manyThreadsDrawTheSameBytes() async throws {
        let expected = try sample().bytes(.png)
        let same = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask { (try? sample().bytes(.png)) == expected }
            }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(same)
    }
}
