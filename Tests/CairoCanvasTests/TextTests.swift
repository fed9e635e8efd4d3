import FigureFiles
import Raster
import CairoCanvas
import Foundation
import Plotting
import Testing

@Suite struct TextTests {
    private let font = Font(family: "DejaVu Sans", size: 10)

    /// A stored text and the forms in which it is drawn.
    @Test(arguments: [
        ("\u{628}\u{628}\u{628}", "\u{FE91}\u{FE92}\u{FE90}"),
        ("\u{645}\u{639}\u{62F}\u{644}", "\u{FEE3}\u{FECC}\u{FEAA}\u{FEDD}"),
        ("\u{633}\u{644}\u{627}\u{645}", "\u{FEB3}\u{FEFC}\u{FEE1}"),
        ("\u{621}\u{648}\u{64A}", "\u{FE80}\u{FEED}\u{FEF1}"),
        ("\u{647}\u{649}", "\u{FEEB}\u{FEF0}"), ("\u{63A}\u{641}", "\u{FECF}\u{FED2}"),
        ("\u{628} \u{628}", "\u{FE8F} \u{FE8F}"),
    ])
    func arabicLettersAreJoined(_ stored: String, _ drawn: String) throws {
        func picture(_ text: String) throws -> [UInt8] {
            let canvas = try PNGCanvas(size: Size(120, 40), scale: 2)
            canvas.fill(Rect(x: 0, y: 0, width: 120, height: 40), .white)
            let font = Font(family: "DejaVu Sans", size: 20)
            #expect(abs(canvas.measure(stored, font).width - canvas.measure(drawn, font).width) < 1e-9)
            canvas.text(text, at: Point(5, 30), font, .black, .start, rotation: 0)
            return try canvas.pngBytes()
        }
        #expect(try picture(stored) == picture(drawn))
    }

    @Test func textIsAsWideAtEveryResolution() throws {
        let texts = ["Train loss", "10⁻³", "β₁ ±1 σ", "minimum / 10: 0.083"]
        let coarse = try PNGCanvas(size: Size(10, 10), scale: 1)
        let fine = try PNGCanvas(size: Size(10, 10), scale: 4)
        for text in texts {
            let (one, other) = (coarse.measure(text, font), fine.measure(text, font))
            #expect(one.width > 10)
            // Cairo keeps glyphs in 1/256 of a pixel.
            #expect(abs(one.width - other.width) < 0.02 * Double(text.count))
        }
    }

    @Test func widthGrowsWithSizeAndWeight() throws {
        let canvas = try PNGCanvas(size: Size(10, 10))
        let plain = canvas.measure("smoothed", font).width
        #expect(abs(canvas.measure("smoothed", font.scaled(by: 2)).width - 2 * plain) < 0.1)
        #expect(canvas.measure("smoothed", Font(family: "DejaVu Sans", size: 10, isBold: true)).width > plain)
        #expect(canvas.measure("", font).width == 0)
    }

    @Test func inkStaysInItsBox() throws {
        for rotation in [0.0, 90] {
            let canvas = try PNGCanvas(size: Size(100, 100), scale: 2)
            canvas.fill(Rect(x: 0, y: 0, width: 100, height: 100), .white)
            let extent = canvas.measure("Ågj(β)", font)
            canvas.text("Ågj(β)", at: Point(50, 50), font, .black, .start, rotation: rotation)
            let box =
                rotation == 0
                ? Rect(x: 50, y: 50 - extent.ascent, width: extent.width, height: extent.ascent + extent.descent)
                : Rect(
                    x: 50 - extent.ascent, y: 50 - extent.width, width: extent.ascent + extent.descent,
                    height: extent.width)
            let picture = try PixelImage(png: canvas.pngBytes())
            let inked = picture.words.indices.filter { picture.words[$0] != 0xFFFFFF }
            #expect(inked.count > 100)
            let outside = inked.filter { index in
                let place = Point((Double(index % 200) + 0.5) / 2, (Double(index / 200) + 0.5) / 2)
                return !box.inset(by: -1).contains(Rect(x: place.x, y: place.y, width: 0, height: 0))
            }
            #expect(outside.count == 0, "rotation \(rotation)")
        }
    }

    @Test func figuresOfRealLettersHoldTogether() throws {
        for size in [Size(320, 240), Size(640, 420), Size(900, 300)] {
            let canvas = try PNGCanvas(size: size)
            let plan = sample().plan(size: size, measuring: canvas)
            #expect(plan.omitted.isEmpty)
            let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
            for (index, text) in plan.texts.enumerated() {
                #expect(page.contains(text.box))
                #expect(!plan.texts[(index + 1)...].contains { $0.box.overlaps(text.box) })
            }
        }
    }

    @Test(arguments: [
        "one-cycle ", "скорость обучения ", "ρυθμός μάθησης ", "שיעור למידה ", "معدل التعلم ", "学習率と損失", "학습률 ",
        "𝔏𝔢𝔞𝔯𝔫 ", "🙂", "e\u{301}\u{302}",
    ])
    func namesInEveryScriptHoldTogether(_ word: String) throws {
        let name = String(String(repeating: word, count: 40).prefix(200))
        var figure = sample()
        figure.title = name
        figure.caption = name
        figure.rows[0].panels[0].title = name
        figure.rows[0].panels[0].y.label = name
        figure.rows[0].panels[0].x = .names([name, "b", name], label: name)
        figure.rows[0].panels[0].marks.append(
            Mark(.line(x: [0, 1, 2], y: [0, 1, 0], pen: Pen(.black, width: 1)), label: name))
        for size in [Size(320, 240), Size(640, 420), Size(4000, 3000)] {
            let canvas = try SVGCanvas(size: size)
            let plan = figure.plan(size: size, measuring: canvas)
            let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
            for (index, text) in plan.texts.enumerated() {
                #expect(page.contains(text.box))
                #expect(!plan.texts[(index + 1)...].contains { $0.box.overlaps(text.box) })
            }
            #expect(plan.texts.contains { $0.role == .title } && plan.texts.contains { $0.role == .legend })
        }
    }

    @Test func whatTheFamilyLacksAnotherDraws() throws {
        // Double-struck letters: not in DejaVu Sans Mono, but in others of its makers.
        let mono = Font(family: "DejaVu Sans Mono", size: 20)
        let canvas = try PNGCanvas(size: Size(10, 10))
        let parts = canvas.measure("abc", mono).width + canvas.measure("\u{1D538}\u{1D539}", mono).width
        #expect(abs(canvas.measure("abc\u{1D538}\u{1D539}", mono).width - parts) < 0.01)
        // Not the box that stands for a missing character.
        let box = canvas.measure("\u{10FFFD}", mono)
        #expect(abs(canvas.measure("\u{1D538}", mono).width - box.width) > 0.1)
        #expect(box.width > 0)
    }

    /// Two texts are drawn alike, pixel by pixel.
    @Test(arguments: [
        // As stored, and the same letters as they stand, kept in their order by a letter-by-letter drawing.
        ("אב", ["ב", "א"]), ("x אב y", ["x", " ", "ב", "א", " ", "y"]), ("א12ב", ["ב", "1", "2", "א"]),
        ("(א) b", ["(", "א", ")", " ", "b"]), ("א(ב)ג", ["ג", "(", "ב", ")", "א"]), ("abc", ["a", "b", "c"]),
    ])
    func whatRunsToTheLeftStandsToTheLeft(_ text: String, _ letters: [String]) throws {
        func picture(_ draw: (PNGCanvas) -> Void) throws -> PixelImage {
            let canvas = try PNGCanvas(size: Size(120, 30), scale: 4)
            canvas.fill(Rect(x: 0, y: 0, width: 120, height: 30), .white)
            draw(canvas)
            return try PixelImage(png: canvas.pngBytes())
        }
        let large = font.scaled(by: 2)
        let whole = try picture { $0.text(text, at: Point(5, 22), large, .black, .start, rotation: 0) }
        let single = try picture { canvas in
            var x = 5.0
            for letter in letters {
                canvas.text(letter, at: Point(x, 22), large, .black, .start, rotation: 0)
                x += canvas.measure(letter, large).width
            }
        }
        #expect(whole.words.contains { $0 != 0xFFFFFF })
        #expect(whole.difference(from: single, tolerance: 64) < 0.006)
    }

    @Test func kerningIsMeasuredAndDrawn() throws {
        let large = font.scaled(by: 4)
        func picture(_ draw: (PNGCanvas) -> Void) throws -> PixelImage {
            let canvas = try PNGCanvas(size: Size(120, 60), scale: 4)
            canvas.fill(Rect(x: 0, y: 0, width: 120, height: 60), .white)
            draw(canvas)
            return try PixelImage(png: canvas.pngBytes())
        }
        let canvas = try PNGCanvas(size: Size(10, 10))
        let (first, both) = (canvas.measure("A", large).width, canvas.measure("AV", large).width)
        let second = canvas.measure("V", large).width
        #expect(both < first + second - 2)
        let pair = try picture { $0.text("AV", at: Point(5, 50), large, .black, .start, rotation: 0) }
        let kerned = try picture {
            $0.text("A", at: Point(5, 50), large, .black, .start, rotation: 0)
            $0.text("V", at: Point(5 + both - second, 50), large, .black, .start, rotation: 0)
        }
        #expect(pair.difference(from: kerned, tolerance: 64) < 0.002)
        let loose = try picture {
            $0.text("A", at: Point(5, 50), large, .black, .start, rotation: 0)
            $0.text("V", at: Point(5 + first, 50), large, .black, .start, rotation: 0)
        }
        #expect(pair.difference(from: loose, tolerance: 64) > 0.01)
    }

    /// A letter and its accent stay together, whichever way they are stored.
    @Test func accentsStandOnTheirLetters() throws {
        let canvas = try PNGCanvas(size: Size(10, 10))
        #expect(canvas.measure("e\u{301}", font) == canvas.measure("\u{E9}", font))
        #expect(canvas.measure("x\u{301}", font).width == canvas.measure("x", font).width)
        #expect(canvas.measure("x\u{301}", font).ascent > canvas.measure("x", font).ascent)
    }

    @Test func lettersOfNoFontAreReportedByEveryFormat() throws {
        var figure = sample()
        figure.caption = "a\u{10FFFD}b"
        let folder = NSTemporaryDirectory() + "missing-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for format in FigureFormat.allCases {
            let path = "\(folder)/a.\(format.rawValue)"
            #expect(try figure.write(to: path) == MissingGlyphs(["\u{10FFFD}"]))
            #expect(try sample().write(to: path).isEmpty)
        }
    }

    @Test func missingLettersNameTheirScriptsAndPackages() {
        let groups = MissingGlyphs(["学", "習", "ひ", "글", "क", "\u{1F9EA}"]).groups
        #expect(groups.map(\.package) == ["fonts-noto-cjk", "fonts-noto-core", "fonts-symbola"])
        #expect(groups.map(\.scripts) == [["Han", "Hangul", "Hiragana"], ["Devanagari"], ["symbols"]])
        #expect(groups[0].characters == ["ひ", "学", "習", "글"])
        #expect(MissingGlyphs().groups.isEmpty)
    }
}
