import TestSupport
import Specs
import Runs
import Foundation
import Testing
import RangeTest
import Statistics

@Suite("Curves recorded elsewhere")
struct RecordedCurvesTests {
    /// Reads a text as a file.
    private func read(_ text: String, planned: Int? = nil) throws -> RecordedCurves {
        try read(Data(text.utf8), planned: planned)
    }

    private func read(_ bytes: Data, planned: Int? = nil) throws -> RecordedCurves {
        let folder = try TemporaryFolder()
        let path = try folder.write([UInt8](bytes), "curve.csv")
        return try withExtendedLifetime(folder) { try RecordedCurves(path: path, plannedSteps: planned) }
    }

    /// Line and message of a text's problem.
    private func complaint(_ text: String) -> String? {
        do {
            _ = try read(text)
            return nil
        } catch let error as CurveFileError {
            return (error.line.map { "\($0): " } ?? "") + "\(error.problem)"
        } catch {
            return "\(error)"
        }
    }

    @Test("columns are found by name, in any order, others are passed over")
    func columns() throws {
        let plain = try read("lr,loss,smooth\n0.1,3,2\n0.2,5,4\n")
        #expect(plain.seeds == [nil])
        #expect(plain.curves[0].points == [.init(lr: 0.1, loss: 3, smooth: 2), .init(lr: 0.2, loss: 5, smooth: 4)])
        #expect(plain.curves[0].plannedSteps == 2 && plain.curves[0].stop == .completed)
        for text in [
            "smooth,lr,loss\n2,0.1,3\n4,0.2,5\n", "lr,loss,smooth\r\n0.1,3,2\r\n0.2,5,4\r\n",
            "\u{FEFF}lr,loss,smooth\n0.1,3,2\n0.2,5,4", ",LR, Loss ,smooth\n0,0.1,3,2\n1, 0.2 ,5,4\n\n",
            "\"name\",\"lr\",\"loss\",\"smooth\"\n\"a, b\",0.1,\"3\",2\n\"c \"\"d\"\"\",0.2,5,4\n",
            "\n\nlr,loss,smooth\n\n1e-1,3,2\n0.20,5.0,+4\n",
        ] {
            #expect(try read(text) == plain, "\(text)")
        }
        #expect(try read("lr,loss\n0.1,3\n0.2,5", planned: 70).curves[0].plannedSteps == 70)
    }

    @Test("without smoothed losses they are averaged as the finder does")
    func averaged() throws {
        var average = ExponentialAverage(beta: LRFinder.defaultBeta)
        for point in try read("lr,loss\n1,4\n2,1\n3,7\n").curves[0].points {
            average.add(point.loss)
            #expect(point.smooth == average.value)
        }
    }

    @Test("seeds may come in turn or one after the other; each has an average of its own")
    func seeds() throws {
        let turns = try read("seed,lr,loss\n7,1,4\n3,1,9\n7,2,5\n3,2,8\n7,3,6\n")
        #expect(turns.seeds == [7, 3])
        #expect(turns.curves.map { $0.points.map(\.loss) } == [[4, 5, 6], [9, 8]])
        #expect(turns.curves.map { $0.points[0].smooth } == [4, 9])
        #expect(turns.curves.allSatisfy { $0.plannedSteps == 3 })
        #expect(try read("seed,lr,loss\n7,1,4\n7,2,5\n7,3,6\n3,1,9\n3,2,8\n") == turns)
    }

    @Test("the end of a curve says why it ended")
    func stops() throws {
        func stop(_ losses: String...) throws -> LRFinderCurve.Stop {
            let rows = losses.enumerated().map { "\($0 + 1),\($1),\($1)" }.joined(separator: "\n")
            return try read("lr,loss,smooth\n" + rows).curves[0].stop
        }
        #expect(try stop("1", "2", "4") == .completed)
        #expect(try stop("1", "2", "4.001") == .diverged(factor: 4))
        #expect(try stop("1", "5", "3") == .completed)
        #expect(try stop("-1", "-0.5") == .completed)
        for word in ["nan", "NaN", "inf", "-inf", ""] { #expect(try stop("1", "2", word) == .nonFinite) }
    }

    @Test("problems have their line")
    func problems() {
        let cases = [
            ("", "the file is empty; the first line names the columns, lr and loss among them"),
            ("\n \r\n", "the file is empty; the first line names the columns, lr and loss among them"),
            ("lr,loss\n", "no row follows the header"),
            ("rate,loss\n1,2\n", "1: column \"lr\" is missing; the header has rate, loss"),
            ("\nlr,lost\n", "2: column \"loss\" is missing; the header has lr, lost"),
            ("lr,loss\n1,\"2\n", "2: a quoted field has no closing quote, or text behind it"),
            ("lr,loss,LR\n", "1: two columns are called \"lr\""),
            ("lr,loss\n1,2\n2\n", "3: 1 field, but the header has 2"),
            ("lr,loss\n1,2,3\n", "2: 3 fields, but the header has 2"),
            ("lr,loss\n1,2\nx,3\n", "3: lr: \"x\" is not a number"),
            ("lr,loss\n,3\n", "2: lr: \"\" is not a number"),
            ("lr,loss\n1,1.5.2\n", "2: loss: \"1.5.2\" is not a number"),
            ("lr,loss,smooth\n1,1,?\n", "2: smooth: \"?\" is not a number"),
            ("lr,loss\r\n1,2\r\n2,a\u{1B}[31m\r\n", "3: loss: \"a\\u001b[31m\" is not a number"),
            ("lr,loss\n0,2\n", "2: lr: 0 is not between 1e-30 and 1e+30"),
            ("lr,loss\n-1,2\n", "2: lr: -1 is not between 1e-30 and 1e+30"),
            ("lr,loss\nnan,2\n", "2: lr: nan is not between 1e-30 and 1e+30"),
            ("lr,loss\n1e999,2\n", "2: lr: 1e999 is not between 1e-30 and 1e+30"),
            (
                "lr,loss\n1,2\n1,3\n",
                "3: lr: 1 is not above 1.0, the rate before it; several curves in one file need a column \"seed\""
            ),
            ("lr,loss,seed\n2,2,0\n1,3,1\n1,3,0\n", "4: lr: 1 is not above 2.0, the rate before it of the same seed"),
            ("lr,loss,seed\n2,2,-1\n", "2: seed: \"-1\" is not a whole number from 0"),
            ("lr,loss,seed\n2,2,1.5\n", "2: seed: \"1.5\" is not a whole number from 0"),
        ]
        let many = "lr,loss,seed\n" + (0...10_000).map { "1,1,\($0)\n" }.joined()
        #expect(complaint(many) == "10002: seed: more than 10000 different seeds")
        for (text, words) in cases { #expect(complaint(text) == words, "\(text)") }
    }

    @Test("a path without a file is refused, with its name")
    func noFile() {
        let folder = FileManager.default.temporaryDirectory.path
        for (path, words) in [(folder, "a directory, not a file"), (folder + "/no-such-curve.csv", "no such file")] {
            let error = #expect(throws: CurveFileError.self) { try RecordedCurves(path: path) }
            #expect(error.map { "\($0)" } == "\(path): \(words)")
            #expect(error?.line == nil)
        }
    }

    @Test("any bytes are read or refused, and what was read has an answer", arguments: 0..<8)
    func anything(round: Int) {
        var random = SplitMix(state: UInt64(round))
        let parts = [
            "lr", "loss", "smooth", "seed", ",", ",", "\n", "\n", "\r\n", "1", "2.5", "1e-7", "-3", "nan", "inf", " ",
            "1e308", "0x1p4", "\u{FEFF}", "é", "\0", "\"", "18446744073709551615",
        ]
        for _ in 0..<400 {
            let pieces = (0..<Int.random(in: 0..<60, using: &random)).compactMap { _ in
                parts.randomElement(using: &random)
            }
            var bytes = Data((Bool.random(using: &random) ? "lr,loss,seed\n" : "").utf8) + Data(pieces.joined().utf8)
            if !bytes.isEmpty, round % 2 == 0 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if let curves = try? read(bytes) { #expect((try? curves.json()) != nil) }
        }
    }
}
