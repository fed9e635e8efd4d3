import CairoCanvas
import Plotting
import Testing

@Suite struct TextTests {
    private let font = Font(family: "DejaVu Sans", size: 10)

    @Test func textIsAsWideAtEveryResolution() throws {
        let texts = ["Train loss", "10⁻³", "β₁ ±1 σ", "minimum / 10: 0.083"]
        let coarse = try CairoCanvas(size: Size(10, 10), scale: 1)
        let fine = try CairoCanvas(size: Size(10, 10), scale: 4)
        for text in texts {
            let (one, other) = (coarse.measure(text, font), fine.measure(text, font))
            #expect(one.width > 10)
            // Cairo keeps glyphs in 1/256 of a pixel.
            #expect(abs(one.width - other.width) < 0.02 * Double(text.count))
        }
    }

    @Test func widthGrowsWithSizeAndWeight() throws {
        let canvas = try CairoCanvas(size: Size(10, 10))
        let plain = canvas.measure("smoothed", font).width
        #expect(abs(canvas.measure("smoothed", font.scaled(by: 2)).width - 2 * plain) < 0.1)
        #expect(canvas.measure("smoothed", Font(family: "DejaVu Sans", size: 10, isBold: true)).width > plain)
        #expect(canvas.measure("", font).width == 0)
    }

    @Test func inkStaysInItsBox() throws {
        for rotation in [0.0, 90] {
            let canvas = try CairoCanvas(size: Size(100, 100), scale: 2)
            canvas.fill(Rect(x: 0, y: 0, width: 100, height: 100), .white)
            let extent = canvas.measure("Ågj(β)", font)
            canvas.text("Ågj(β)", at: Point(50, 50), font, .black, .start, rotation: rotation)
            let box =
                rotation == 0
                ? Rect(x: 50, y: 50 - extent.ascent, width: extent.width, height: extent.ascent + extent.descent)
                : Rect(
                    x: 50 - extent.ascent, y: 50 - extent.width, width: extent.ascent + extent.descent,
                    height: extent.width)
            let picture = try DecodedPicture(png: canvas.pngBytes())
            let inked = picture.pixels.indices.filter { picture.pixels[$0] != 0xFFFFFF }
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
            let canvas = try CairoCanvas(size: size)
            let plan = sample().plan(size: size, measuring: canvas)
            #expect(plan.omitted.isEmpty)
            let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
            for (index, text) in plan.texts.enumerated() {
                #expect(page.contains(text.box))
                #expect(!plan.texts[(index + 1)...].contains { $0.box.overlaps(text.box) })
            }
        }
    }
}
