import Plotting
import Testing

@Suite struct SizeTextTests {
    @Test func lengthsInEveryUnit() {
        let cases: [(String, Size)] = [
            ("900x700", Size(450, 350)), ("900x700px", Size(450, 350)), ("900px × 700px", Size(450, 350)),
            ("180mmx90mm", .millimetres(180, 90)), ("180x90mm", .millimetres(180, 90)),
            ("18cmx90mm", .millimetres(180, 90)), ("7inX4in", Size(504, 288)), ("640.5ptx420pt", Size(640.5, 420)),
        ]
        for (text, wanted) in cases {
            let found = Size(text)
            #expect(abs((found?.width ?? 0) - wanted.width) < 1e-9, "\(text)")
            #expect(abs((found?.height ?? 0) - wanted.height) < 1e-9, "\(text)")
        }
        #expect(Size("300x200", pixelsPerPoint: 1) == Size(300, 200))
    }

    @Test(arguments: [
        "", "x", "900", "900x", "x700", "900x700x2", "900ellx700ell", "-1x5", "0x5", "1e3x5", "nanx5", "infx5",
        "99999999x5", "9.9.9x5", "180mmx", "٣x٤",
    ])
    func whatIsNoSize(_ text: String) {
        #expect(Size(text) == nil)
    }
}
