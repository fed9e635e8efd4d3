import Foundation
import Testing

@Suite("onecycle suggest")
struct SuggestCommandTests {
    /// A range test's losses: flat, falling, rising.
    private func rows(_ count: Int = 100) -> [(lr: Double, loss: Double)] {
        (0..<count).map { step in
            let way = Double(step) / 100
            return (
                1e-7 * pow(1e8, way), way < 0.6 ? 0.7 : way < 0.85 ? 0.7 - 2 * (way - 0.6) : 0.2 + 20 * (way - 0.85)
            )
        }
    }

    private func csv(_ rows: [(lr: Double, loss: Double)]) -> String {
        "lr,loss\n" + rows.map { "\($0.lr),\($0.loss)\n" }.joined()
    }

    private func json(_ call: CommandResult) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(call.stdout.utf8)) as? [String: Any])
    }

    private func rates(_ json: [String: Any]) throws -> [String: Double] {
        try #require(json["suggestions"] as? [String: [String: Any]]).compactMapValues { $0["lr"] as? Double }
    }

    @Test("prints every method's rate, where it was read, and what they agree on, as JSON")
    func suggests() throws {
        try Sandbox.with { box in
            try box.write(csv(rows()), to: "curve.csv")
            let call = try box.onecycle("suggest", "curve.csv")
            #expect(call.exitCode == 0 && call.stderr == "", "\(call)")
            let found = try json(call)
            let rates = try rates(found)
            #expect(rates.keys.sorted() == ["min_grad", "minimum", "slide", "steep", "valley"])
            for (method, rate) in rates {
                let entry = (found["suggestions"] as? [String: [String: Any]])?[method]
                #expect(entry?["low"] as? Double == rate && entry?["high"] as? Double == rate)
                let seed = (entry?["seeds"] as? [[String: Any]])?.first
                let index = try #require(seed?["index"] as? Int)
                let point = try #require(seed?["point_lr"] as? Double)
                #expect(abs(point / rows()[index].lr - 1) < 1e-14 && seed?["seed"] == nil)
            }
            #expect(found["num_it"] as? Int == 100)
            #expect(found["consensus"] as? [String: Any] != nil)
            // The losses fall from lr 6e-3 on, and rise from 0.6.
            let recommended = (found["recommended"] as? [String: Any])?["lr"] as? Double
            #expect((0.05...0.8).contains(try #require(recommended)))
            #expect(box.names(in: ".") == ["curve.csv"])
        }
    }

    @Test("curves of a run folder are compared with their hash; copies are not")
    func recorded() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["seeds": "1"])
            #expect(try box.onecycle("find", "tiny.json", "--quiet").exitCode == 0)
            let curve = "output/tiny/lr_finder.csv"
            let whole = try box.onecycle("suggest", curve)
            #expect(whole.exitCode == 0)
            let data = try box.data(curve)
            try box.write(data, to: "copy/lr_finder.csv")
            let words = "run it again, or copy the curve elsewhere to use it as it is"
            try box.write(data.dropLast(4) + Data("\n".utf8), to: curve)
            for file in ["lr_finder.csv", "lr_finder.json"] {
                let call = try box.onecycle("suggest", curve)
                #expect(call.exitCode == 65 && call.stdout == "", "\(call)")
                #expect(call.errorLines == ["\(curve): the range test is damaged (\(file)); \(words)"])
                try box.write(data, to: curve)
                if file == "lr_finder.csv" { try box.remove("output/tiny/lr_finder.json") }
            }
            // The plan of the test is in the folder's lr_finder.json.
            let plan = try JSONSerialization.jsonObject(with: Data(whole.stdout.utf8)) as? [String: Any]
            let steps = try #require(plan?["num_it"] as? Int)
            let copy = try box.onecycle("suggest", "copy/lr_finder.csv", "--num-it", "\(steps)")
            #expect(copy.stdout == whole.stdout)
        }
    }

    @Test("reads a pipe, and no number with a zero byte in it")
    func pipe() throws {
        try Sandbox.with { box in
            try box.write(csv(rows()), to: "curve.csv")
            let pipe = Pipe()
            let running = try box.start(["suggest", "/dev/stdin"], input: pipe)
            try pipe.fileHandleForWriting.write(contentsOf: Data(csv(rows()).utf8))
            try pipe.fileHandleForWriting.close()
            let call = try running.wait()
            let file = try box.onecycle("suggest", "curve.csv")
            #expect(call.exitCode == 0 && call.stdout == file.stdout, "\(call)")
            try box.write("lr,loss\n1,2\n2,1\u{0}5\n", to: "zero.csv")
            let zero = try box.onecycle("suggest", "zero.csv")
            #expect(zero.exitCode == 65)
            #expect(zero.errorLines == ["zero.csv:3: loss: \"1\\u00005\" is not a number"])
        }
    }

    @Test("line ends, the order of columns and others between them change nothing")
    func forms() throws {
        try Sandbox.with { box in
            try box.write(csv(rows()), to: "a.csv")
            try box.write(csv(rows()).replacingOccurrences(of: "\n", with: "\r\n"), to: "b.csv")
            let turned = "epoch,loss,lr\n" + rows().map { "0,\($0.loss),\($0.lr)\n" }.joined()
            try box.write(turned, to: "c.csv")
            let first = try box.onecycle("suggest", "a.csv")
            for name in ["b.csv", "c.csv"] {
                let call = try box.onecycle("suggest", name)
                #expect(call.exitCode == 0 && call.stdout == first.stdout, "\(call)")
            }
        }
    }

    @Test("--num-it says how long the test was to be: a tenth of that is left out")
    func planned() throws {
        try Sandbox.with { box in
            // It falls early on, and a little later.
            let early = (0..<100).map { step -> (lr: Double, loss: Double) in
                (1e-7 * pow(1e8, Double(step) / 100), step < 12 ? 5 - 0.3 * Double(step) : 1.4 - 0.001 * Double(step))
            }
            try box.write(csv(early), to: "curve.csv")
            let few = try rates(json(try box.onecycle("suggest", "curve.csv")))
            let many = try rates(json(try box.onecycle("suggest", "curve.csv", "--num-it", "400")))
            let steep = try #require(few["steep"]), later = try #require(many["steep"])
            #expect(steep < early[20].lr && later >= early[40].lr)
            #expect(few["min_grad"] == many["min_grad"])
        }
    }

    @Test("a column of seeds gives a curve each, their median and their spread")
    func seeds() throws {
        try Sandbox.with { box in
            var text = "lr,loss,seed\n"
            for (row, step) in zip(rows(), 0...) {
                for seed in [5, 2, 9] { text += "\(row.lr * pow(2, Double(seed))),\(rows()[step].loss),\(seed)\n" }
            }
            try box.write(text, to: "curve.csv")
            let found = try json(try box.onecycle("suggest", "curve.csv"))
            for (method, entry) in try #require(found["suggestions"] as? [String: [String: Any]]) {
                let seeds = try #require(entry["seeds"] as? [[String: Any]])
                #expect(seeds.compactMap { $0["seed"] as? Int } == [5, 2, 9])
                let rates = seeds.compactMap { $0["lr"] as? Double }.sorted()
                #expect(
                    [entry["low"], entry["lr"], entry["high"]].map { $0 as? Double } == rates.map { Double?($0) },
                    "\(method)")
            }
        }
    }

    @Test("where nothing can be relied on, it says why, and ends well")
    func unreliable() throws {
        try Sandbox.with { box in
            for (losses, reason) in [
                ([Double](repeating: 0.7, count: 100), "never_fell"), (rows(18).map(\.loss), "too_few_points"),
                ((0..<60).map { pow(1.2, Double($0)) }, "diverged_at_once"), ([1], "too_few_points"),
            ] {
                try box.write(csv(zip(rows(losses.count), losses).map { ($0.lr, $1) }), to: "curve.csv")
                let call = try box.onecycle("suggest", "curve.csv", "--num-it", "100")
                #expect(call.exitCode == 0, "\(call)")
                let consensus = try json(call)["consensus"] as? [String: Any]
                #expect(consensus?["reason"] as? String == reason, "\(call)")
                #expect((consensus?["message"] as? String)?.hasPrefix("no consensus: ") == true)
                #expect(consensus?["lr"] == nil)
            }
        }
    }

    @Test("what is wrong with a curve ends with 65 and one line: file, line, column")
    func problems() throws {
        try Sandbox.with { box in
            try box.makeFolder("folder")
            for (text, line) in [
                ("", "bad.csv: the file is empty; the first line names the columns, lr and loss among them"),
                ("lr\n1\n", "bad.csv:1: column \"loss\" is missing; the header has lr"),
                ("lr,loss\n1,2\n2,x\n", "bad.csv:3: loss: \"x\" is not a number"),
                ("loss,lr\n1,2\n2\n", "bad.csv:3: 1 field, but the header has 2"),
                ("lr,loss\n0,2\n", "bad.csv:2: lr: 0 is not between 1e-30 and 1e+30"),
            ] {
                try box.write(text, to: "bad.csv")
                let call = try box.onecycle("suggest", "bad.csv")
                #expect(call.exitCode == 65 && call.stdout == "", "\(call)")
                #expect(call.errorLines == [line])
            }
            for (path, words) in [("none.csv", "no such file"), ("folder", "a directory, not a file")] {
                let call = try box.onecycle("suggest", path)
                #expect(call.exitCode == 65, "\(call)")
                #expect(call.errorLines == ["\(path): \(words)"])
            }
            let usage = try box.onecycle("suggest", "bad.csv", "--num-it", "0")
            #expect(usage.exitCode == 64)
            #expect(usage.errorLines.first == "Error: --num-it 0 is not between 1 and 1000000000")
            #expect(try box.onecycle("suggest").exitCode == 64)
        }
    }
}
